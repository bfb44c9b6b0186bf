using Weir.Core.Billing;

namespace Weir.Data.Billing;

/// <summary>The words of the tables.</summary>
internal static class BillingWords
{
    public static string Of(BillingMode mode) => mode switch
    {
        BillingMode.Test => "test",
        BillingMode.Live => "live",
        _ => throw new ArgumentOutOfRangeException(nameof(mode), mode, "Unknown mode."),
    };

    public static BillingMode ModeOf(string word) => word switch
    {
        "test" => BillingMode.Test,
        "live" => BillingMode.Live,
        _ => throw new InvalidOperationException($"Unknown mode {word}."),
    };

    public static string Of(BillingStatus status) => status switch
    {
        BillingStatus.Incomplete => "incomplete",
        BillingStatus.Trialing => "trialing",
        BillingStatus.Active => "active",
        BillingStatus.PastDue => "past_due",
        BillingStatus.Unpaid => "unpaid",
        BillingStatus.Paused => "paused",
        BillingStatus.Ended => "ended",
        BillingStatus.NeverPaid => "never_paid",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "Unknown status."),
    };

    public static BillingStatus StatusOf(string word) =>
        Enum.GetValues<BillingStatus>().Cast<BillingStatus?>().FirstOrDefault(status => Of(status!.Value) == word)
            ?? throw new InvalidOperationException($"Unknown status {word}.");

    public static string Of(PaymentState state) => state switch
    {
        PaymentState.Pending => "pending",
        PaymentState.Failed => "failed",
        PaymentState.Paid => "paid",
        PaymentState.PartlyRefunded => "partly_refunded",
        PaymentState.Refunded => "refunded",
        PaymentState.Disputed => "disputed",
        PaymentState.ChargedBack => "charged_back",
        PaymentState.Void => "void",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };

    public static string Of(LicenseState state) => state switch
    {
        LicenseState.Inactive => "inactive",
        LicenseState.Active => "active",
        LicenseState.Expired => "expired",
        LicenseState.Disabled => "disabled",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "Unknown state."),
    };
}
