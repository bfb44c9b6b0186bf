namespace Weir.Proofs.Engine.Model;

/// <summary>A version of a plan.</summary>
internal sealed record ModelPlan(string Code, int Version, IReadOnlyList<ModelEntitlement> Entitlements);
