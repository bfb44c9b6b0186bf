using System.Globalization;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>What counts reported usage.</summary>
/// <param name="Id"><c>mtr_…</c>.</param>
/// <param name="EventName">What reports name; one meter has it.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="Formula"><c>sum</c>, <c>count</c> or <c>last</c>.</param>
/// <param name="CustomerKey">Member of the payload that names the customer.</param>
/// <param name="ValueKey">Member of the payload that says how much.</param>
/// <param name="CreatedAt">Since when.</param>
internal sealed record StripeMeter(
    string Id, string EventName, string DisplayName, string Formula, string CustomerKey, string ValueKey,
    DateTimeOffset CreatedAt)
{
    public const string DefaultCustomerKey = "stripe_customer_id";
    public const string DefaultValueKey = "value";

    /// <summary>One that adds up values, with the usual members.</summary>
    public static StripeMeter Of(string eventName, DateTimeOffset at) => new(
        SandboxId.Of("mtr_", eventName), eventName, eventName, "sum", DefaultCustomerKey, DefaultValueKey, at);

    /// <summary>How much a report says; null when it is no number.</summary>
    public decimal? ValueOf(StripeMeterEvent usage) =>
        usage.Payload.TryGetValue(ValueKey, out var text)
        && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;

    /// <summary>What all these reports come to.</summary>
    public decimal Aggregate(IEnumerable<StripeMeterEvent> usage) => Formula switch
    {
        "count" => usage.Count(),
        "last" => usage.OrderBy(one => one.At).Select(ValueOf).LastOrDefault() ?? 0,
        _ => usage.Sum(one => ValueOf(one) ?? 0),
    };
}
