using Weir.Core.Accounts;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints;

/// <summary>The closed sets of words a blueprint may use. The test of the schema compares these, too.</summary>
internal static class Words
{
    public static readonly IReadOnlyDictionary<string, CustomerKind> CustomerKinds =
        new Dictionary<string, CustomerKind>
        {
            ["personal"] = CustomerKind.Personal,
            ["organization"] = CustomerKind.Organization,
        };

    public static readonly IReadOnlyDictionary<string, MeterLimit> MeterLimits = new Dictionary<string, MeterLimit>
    {
        ["granted"] = MeterLimit.Granted,
        ["none"] = MeterLimit.None,
    };

    public static readonly IReadOnlyDictionary<string, LateEvents> LateEvents = new Dictionary<string, LateEvents>
    {
        ["restate"] = Core.Catalog.LateEvents.Restate,
        ["receipt"] = Core.Catalog.LateEvents.Receipt,
        ["reject"] = Core.Catalog.LateEvents.Reject,
    };

    public static readonly IReadOnlyDictionary<string, EntitlementKind> EntitlementKinds =
        new Dictionary<string, EntitlementKind>
        {
            ["boolean"] = EntitlementKind.Boolean,
            ["static"] = EntitlementKind.Static,
            ["metered"] = EntitlementKind.Metered,
        };

    public static readonly IReadOnlyDictionary<string, PeriodKind> Periods = new Dictionary<string, PeriodKind>
    {
        ["lifetime"] = PeriodKind.Lifetime,
        ["day"] = PeriodKind.Day,
        ["calendar_month"] = PeriodKind.CalendarMonth,
        ["billing_month"] = PeriodKind.BillingMonth,
    };

    public static readonly IReadOnlyDictionary<string, LimitScope> LimitScopes = new Dictionary<string, LimitScope>
    {
        ["customer"] = LimitScope.Customer,
        ["member"] = LimitScope.Member,
        ["feature"] = LimitScope.Feature,
    };

    /// <summary>Those that are written by name; a window is written by its length.</summary>
    public static readonly IReadOnlyDictionary<string, LimitPeriod> LimitPeriods = new Dictionary<string, LimitPeriod>
    {
        ["lifetime"] = LimitPeriod.Lifetime,
        ["day"] = LimitPeriod.Day,
        ["calendar_month"] = LimitPeriod.CalendarMonth,
        ["billing_month"] = LimitPeriod.BillingMonth,
    };

    public static readonly IReadOnlyDictionary<string, InputType> InputTypes = new Dictionary<string, InputType>
    {
        ["text"] = InputType.Text,
        ["array"] = InputType.Array,
    };

    public static readonly IReadOnlyDictionary<string, OutputKind> Outputs = new Dictionary<string, OutputKind>
    {
        ["text"] = OutputKind.Text,
        ["json"] = OutputKind.Json,
    };

    public static readonly IReadOnlyList<string> Capabilities =
        ["chat", "summarize", "tts", "stt", "translate", "embed"];

    public static readonly IReadOnlyList<string> Tiers = ["default", "flex", "priority"];

    public static readonly IReadOnlyList<string> Units = [NanoUsd, "token", "generation", "character", "second"];

    /// <summary>The unit whose amounts are written as US dollars in quotes.</summary>
    public const string NanoUsd = "nano_usd";
}
