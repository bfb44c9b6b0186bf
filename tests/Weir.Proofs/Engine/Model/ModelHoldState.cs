namespace Weir.Proofs.Engine.Model;

internal enum ModelHoldState
{
    Pending,
    Posted,
    Voided,
    Expired,
}
