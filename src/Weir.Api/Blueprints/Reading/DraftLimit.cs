using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// A limit with its meter still by name, where that could be read; <see cref="Limit"/> is null when the rest could not.
/// </summary>
internal sealed record DraftLimit(string Code, int Line, Located<string>? Meter, PlanLimit? Limit);
