using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>An entitlement; <see cref="Entitlement"/> is null when it could not be read.</summary>
internal sealed record DraftEntitlement(string Key, int Line, EntitlementKind? Kind, PlanEntitlement? Entitlement);
