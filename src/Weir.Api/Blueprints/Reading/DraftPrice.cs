using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A price; <see cref="Price"/> is null when some of it could not be read.</summary>
internal sealed record DraftPrice(int Line, RouteTarget? Target, DateTimeOffset? EffectiveFrom, Price? Price);
