using System.Globalization;
using System.Text.Json;
using Weir.Http.Bodies;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary><c>PATCH</c> and <c>DELETE</c> of <c>/v1/subscriptions/{id}</c>.</summary>
internal static class ChangeLemonSubscription
{
    public static LemonAnswer Update(LemonCall call)
    {
        if (!call.Lemon.State.Subscriptions.TryGetValue(call.Id, out var subscription)) return LemonError.NotFound();
        var faults = new FaultCollector();
        var data = new JsonObjectReader(call.Body, faults).Child("data", required: true);
        data?.Word("type", ["subscriptions"], required: true);
        data?.Word("id", [call.Id], required: true);
        var attributes = data?.Child("attributes", required: true);
        var variant = attributes?.Whole("variant_id", 1, long.MaxValue)?.ToString(CultureInfo.InvariantCulture);
        if (variant is not null && call.Lemon.FindPrice(variant) is null)
            faults.Add("data.attributes.variant_id", "does not exist");
        var cancelled = attributes?.Flag("cancelled");
        var pause = attributes is null ? null : ReadPause(attributes);
        var unpauses = call.Body.TryGetProperty("data", out var raw) && raw.TryGetProperty("attributes", out var members)
            && members.TryGetProperty("pause", out var value) && value.ValueKind == JsonValueKind.Null;
        foreach (var name in (string[])["invoice_immediately", "disable_prorations", "billing_anchor"]) attributes?.Any(name);
        attributes?.RefuseOthers();
        if (subscription.State == LifeState.Ended) faults.Add("data.id", "is of a subscription that has expired");
        if (faults.Any) return LemonError.Unprocessable(faults);
        var change = new LemonChange(call.Lemon, subscription);
        if (variant is not null) change.MoveTo(variant);
        if (cancelled == true) change.Cancel();
        if (cancelled == false) change.Resume();
        if (pause is not null) change.PauseCollection(pause);
        if (unpauses) change.Unpause();
        return LemonAnswer.One(call.Lemon.Shapes.Subscription(subscription));
    }

    public static LemonAnswer Cancel(LemonCall call)
    {
        if (!call.Lemon.State.Subscriptions.TryGetValue(call.Id, out var subscription)) return LemonError.NotFound();
        new LemonChange(call.Lemon, subscription).Cancel();
        return LemonAnswer.One(call.Lemon.Shapes.Subscription(subscription));
    }

    private static Pause? ReadPause(JsonObjectReader attributes)
    {
        if (attributes.Child("pause") is not { } members) return null;
        var mode = members.Word("mode", ["void", "free"], required: true);
        DateTimeOffset? resumesAt = null;
        if (members.Text("resumes_at", 40, 1) is { } text)
        {
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                resumesAt = at;
            else
                members.Faults.Add(members.PathOf("resumes_at"), "is not a valid date");
        }
        members.RefuseOthers();
        return mode is null ? null : new Pause(mode, resumesAt);
    }
}
