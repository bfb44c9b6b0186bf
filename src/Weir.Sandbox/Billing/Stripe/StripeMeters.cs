using System.Text.Json.Nodes;

namespace Weir.Sandbox.Billing.Stripe;

/// <summary>Meters, what is reported to them, and what that comes to.</summary>
internal static class StripeMeters
{
    private static readonly TimeSpan s_usagePastMax = TimeSpan.FromDays(35);
    private static readonly TimeSpan s_usageFutureMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_identifierKept = TimeSpan.FromHours(24);

    public static StripeAnswer Create(StripeCall call)
    {
        var form = call.Form;
        var display = form.Text("display_name", 250, required: true);
        var name = form.Text("event_name", 100, required: true);
        var formula = form.Word("default_aggregation[formula]", "sum", "count", "last");
        if (formula is null) form.Fail(StripeErrors.Missing("default_aggregation[formula]"));
        var customerKey = form.Text("customer_mapping[event_payload_key]", 100) ?? StripeMeter.DefaultCustomerKey;
        form.Word("customer_mapping[type]", "by_id");
        var valueKey = form.Text("value_settings[event_payload_key]", 100) ?? StripeMeter.DefaultValueKey;
        form.Word("event_time_window", "day", "hour");
        form.Accept("expand");
        if (form.RefuseOthers() is { } wrong) return wrong;
        if (Find(call, name!) is not null)
        {
            return StripeErrors.Bad(
                null, $"An active meter already exists with event_name {name}.", "event_name");
        }
        var meter = new StripeMeter(SandboxId.New("mtr_"), name!, display!, formula!, customerKey, valueKey, call.At);
        call.Stripe.State.Meters[meter.Id] = meter;
        return Json(meter);
    }

    public static StripeAnswer List(StripeCall call)
    {
        call.Form.Word("status", "active", "inactive");
        call.Form.Accept("limit", "expand");
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        return StripeJson.List(call.Stripe.State.Meters.Values.Select(Json), "/v1/billing/meters");
    }

    public static StripeAnswer Report(StripeCall call)
    {
        var form = call.Form;
        var name = form.Text("event_name", 100, required: true);
        var payload = form.Metadata("payload");
        var identifier = form.Text("identifier", 100) ?? SandboxId.New("me_");
        var at = form.Moment("timestamp") ?? call.At;
        if (at < call.At - s_usagePastMax || at > call.At + s_usageFutureMax)
        {
            form.Fail(StripeErrors.Bad(
                null, "The timestamp must be within the past 35 calendar days or up to 5 minutes in the future.",
                "timestamp"));
        }
        if (payload.Count == 0) form.Fail(StripeErrors.Missing("payload"));
        form.Accept("expand");
        if (form.RefuseOthers() is { } wrong) return wrong;
        var known = call.Stripe.State.Usage;
        if (known.Exists(one => one.Identifier == identifier && one.CreatedAt + s_identifierKept > call.At))
        {
            return StripeErrors.Bad(
                "duplicate_meter_event", $"An event already exists with identifier {identifier}.", "identifier");
        }
        var usage = new StripeMeterEvent(identifier, name!, payload, at, call.At, null);
        usage = usage with { Fault = FaultOf(call, usage) };
        known.Add(usage);
        return StripeJson.MeterEvent(usage);
    }

    public static StripeAnswer Summaries(StripeCall call)
    {
        var customer = call.Form.Text("customer", required: true);
        var from = Minute(call, "start_time");
        var to = Minute(call, "end_time");
        call.Form.Accept("limit", "expand");
        if (call.Form.RefuseOthers() is { } wrong) return wrong;
        if (!call.Stripe.State.Meters.TryGetValue(call.Id, out var meter))
            return StripeErrors.NoSuch("billing meter", call.Id, "id", inPath: true);
        var value = meter.Aggregate(call.Stripe.State.Usage.Where(
            one => one.Fault is null && one.EventName == meter.EventName && one.Payload[meter.CustomerKey] == customer
                && one.At >= from && one.At < to));
        return StripeJson.List(
        [
            new JsonObject
            {
                ["id"] = SandboxId.Of("mtrusg_", $"{meter.Id} {customer} {from} {to}"),
                ["object"] = "billing.meter_event_summary",
                ["aggregated_value"] = value,
                ["end_time"] = StripeJson.Seconds(to!.Value),
                ["livemode"] = false,
                ["meter"] = meter.Id,
                ["start_time"] = StripeJson.Seconds(from!.Value),
            },
        ], $"/v1/billing/meters/{meter.Id}/event_summaries");
    }

    private static StripeMeter? Find(StripeCall call, string eventName) =>
        call.Stripe.State.Meters.Values.FirstOrDefault(one => one.EventName == eventName);

    /// <summary>What the real API finds out after it has answered, and tells in an error report.</summary>
    private static string? FaultOf(StripeCall call, StripeMeterEvent usage)
    {
        if (Find(call, usage.EventName) is not { } meter) return "no_meter";
        if (!usage.Payload.TryGetValue(meter.CustomerKey, out var customer)) return "meter_event_no_customer_defined";
        if (!call.Stripe.State.Buyers.ContainsKey(customer)) return "meter_event_customer_not_found";
        if (meter.Formula == "count") return null;
        if (!usage.Payload.ContainsKey(meter.ValueKey)) return "meter_event_value_not_found";
        return meter.ValueOf(usage) is null ? "meter_event_invalid_value" : null;
    }

    private static DateTimeOffset? Minute(StripeCall call, string name)
    {
        var at = call.Form.Moment(name);
        if (at is null) call.Form.Fail(StripeErrors.Missing(name));
        else if (at.Value.ToUnixTimeSeconds() % 60 != 0)
            call.Form.Fail(StripeErrors.Bad(null, $"{name} must be aligned with minute boundaries.", name));
        return at;
    }

    private static JsonObject Json(StripeMeter meter) => new()
    {
        ["id"] = meter.Id,
        ["object"] = "billing.meter",
        ["created"] = StripeJson.Seconds(meter.CreatedAt),
        ["customer_mapping"] = new JsonObject { ["event_payload_key"] = meter.CustomerKey, ["type"] = "by_id" },
        ["default_aggregation"] = new JsonObject { ["formula"] = meter.Formula },
        ["display_name"] = meter.DisplayName,
        ["event_name"] = meter.EventName,
        ["event_time_window"] = null,
        ["livemode"] = false,
        ["status"] = "active",
        ["value_settings"] = new JsonObject { ["event_payload_key"] = meter.ValueKey },
    };
}
