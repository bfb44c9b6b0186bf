namespace Weir.Proofs.Engine.Model;

internal enum ModelStatus
{
    Active,
    Paused,
    Canceled,
    Expired,
}
