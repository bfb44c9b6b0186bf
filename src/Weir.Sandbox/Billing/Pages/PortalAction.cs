namespace Weir.Sandbox.Billing.Pages;

/// <summary>What a buyer can do in the portal.</summary>
internal enum PortalAction
{
    /// <summary>At the end of the period.</summary>
    Cancel,

    /// <summary>Takes the cancellation back.</summary>
    Resume,

    /// <summary>Another price from now on.</summary>
    Change,
}
