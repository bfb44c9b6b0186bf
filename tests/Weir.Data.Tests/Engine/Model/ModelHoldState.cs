namespace Weir.Data.Tests.Engine.Model;

internal enum ModelHoldState
{
    Pending,
    Posted,
    Voided,
    Expired,
}
