using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Http.Bodies;
using Weir.Http.Problems;
using Weir.Sandbox.Billing.Delivery;

namespace Weir.Sandbox.Billing.Control;

/// <summary>
/// <c>POST /sandbox/billing/{provider}/delivery {order?, duplicate?, drop?, delay_ms?}</c>: how webhooks arrive from now on;
/// what is not said is as usual.
/// </summary>
internal static class SetDelivery
{
    private const int BodyBytesMax = 16 * 1024;
    private const int CopiesMax = 20;
    private const int DropMax = 1_000_000;
    private const int DelayMsMax = 600_000;
    private const int TypesMax = 100;

    public static async Task<IResult> HandleAsync(
        string provider, HttpContext context, BillingSimulators simulators, CancellationToken cancellationToken)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        var body = await JsonBody.ReadAsync(context, BodyBytesMax, cancellationToken);
        if (body.Error is { } unreadable) return new WeirErrorResult(unreadable);
        using var document = body.Document!;
        var faults = new FaultCollector();
        var plan = Parse(new JsonObjectReader(document.RootElement, faults));
        if (faults.ToError() is { } invalid) return new WeirErrorResult(invalid);
        simulator.Webhooks.Plan = plan;
        return Shown(plan);
    }

    /// <summary><c>DELETE</c>: all, once, at once, in order.</summary>
    public static IResult Reset(string provider, BillingSimulators simulators)
    {
        if (simulators.Find(provider) is not { } simulator) return UnknownStandIn.Provider();
        simulator.Webhooks.Plan = DeliveryPlan.Plain;
        return Results.NoContent();
    }

    private static DeliveryPlan Parse(JsonObjectReader members)
    {
        var order = members.Word("order", ["in_order", "reverse", "random"]) switch
        {
            "reverse" => DeliveryOrder.Reverse,
            "random" => DeliveryOrder.Random,
            _ => DeliveryOrder.InOrder,
        };
        var (dropNext, dropTypes) = ParseDrop(members);
        var plan = new DeliveryPlan(
            order, ParseCopies(members), dropNext, dropTypes,
            TimeSpan.FromMilliseconds(members.Whole("delay_ms", 0, DelayMsMax) ?? 0));
        members.RefuseOthers();
        return plan;
    }

    /// <summary>true: each twice; a number: so many further copies.</summary>
    private static int ParseCopies(JsonObjectReader members)
    {
        if (members.Any("duplicate") is not { } value || value.ValueKind == JsonValueKind.False) return 0;
        if (value.ValueKind == JsonValueKind.True) return 1;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var copies) && copies is >= 0 and <= CopiesMax)
            return copies;
        members.Faults.Add(members.PathOf("duplicate"), $"must be true, false or a number of copies from 0 to {CopiesMax}");
        return 0;
    }

    /// <summary>true: all; a number: the next so many; a list: events of these types.</summary>
    private static (int Next, IReadOnlyList<string> Types) ParseDrop(JsonObjectReader members)
    {
        if (members.Any("drop") is not { } value || value.ValueKind == JsonValueKind.False) return (0, []);
        if (value.ValueKind == JsonValueKind.True) return (int.MaxValue, []);
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var next) && next is >= 0 and <= DropMax)
            return (next, []);
        if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() <= TypesMax
            && value.EnumerateArray().All(type => type.ValueKind == JsonValueKind.String))
            return (0, [.. value.EnumerateArray().Select(type => type.GetString()!)]);
        members.Faults.Add(
            members.PathOf("drop"), $"must be true, false, a number from 0 to {DropMax} or a list of event types");
        return (0, []);
    }

    private static IResult Shown(DeliveryPlan plan) => Results.Json(new
    {
        order = plan.Order switch
        {
            DeliveryOrder.Reverse => "reverse",
            DeliveryOrder.Random => "random",
            _ => "in_order",
        },
        duplicate = plan.Copies,
        drop = plan.DropTypes.Count > 0 ? plan.DropTypes : (object)(plan.DropNext == int.MaxValue ? true : plan.DropNext),
        delay_ms = (long)plan.Delay.TotalMilliseconds,
    });
}
