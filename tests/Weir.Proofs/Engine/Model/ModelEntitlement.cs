namespace Weir.Proofs.Engine.Model;

internal sealed record ModelEntitlement(string Meter, ModelPeriod Period, long Included, long HardLimit);
