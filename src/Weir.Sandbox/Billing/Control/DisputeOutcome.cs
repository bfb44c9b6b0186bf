namespace Weir.Sandbox.Billing.Control;

/// <summary>What becomes of a dispute.</summary>
internal enum DisputeOutcome
{
    Opened,
    Won,
    Lost,
}
