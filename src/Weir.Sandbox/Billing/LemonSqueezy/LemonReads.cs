using System.Globalization;
using System.Text.Json.Nodes;
using Weir.Http.Bodies;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>Objects and pages of them.</summary>
internal static class LemonReads
{
    private const int SizeDefault = 10;
    private const int SizeMax = 100;

    public static LemonAnswer Store(LemonCall call) => call.Id == call.Lemon.Options.LemonSqueezyStoreId
        ? LemonAnswer.One(call.Lemon.Shapes.StoreItself())
        : LemonError.NotFound();

    public static LemonAnswer Checkout(LemonCall call) =>
        Find(call, call.Lemon.State.Checkouts, call.Lemon.Shapes.Checkout);

    public static LemonAnswer Customer(LemonCall call) => Find(call, call.Lemon.State.Buyers, call.Lemon.Shapes.Buyer);

    public static LemonAnswer Order(LemonCall call) => Find(call, call.Lemon.State.Orders, call.Lemon.Shapes.Order);

    public static LemonAnswer Subscription(LemonCall call) =>
        Find(call, call.Lemon.State.Subscriptions, call.Lemon.Shapes.Subscription);

    public static LemonAnswer Invoice(LemonCall call) => Find(call, call.Lemon.State.Invoices, call.Lemon.Shapes.Invoice);

    public static LemonAnswer License(LemonCall call) => Find(call, call.Lemon.State.Licenses, call.Lemon.Shapes.License);

    public static LemonAnswer Customers(LemonCall call) => Page(
        call, call.Lemon.State.Buyers.Values, call.Lemon.Shapes.Buyer,
        ("email", one => one.Email));

    public static LemonAnswer Orders(LemonCall call) => Page(
        call, call.Lemon.State.Orders.Values, call.Lemon.Shapes.Order,
        ("user_email", one => call.Lemon.State.Buyers[one.BuyerId].Email));

    public static LemonAnswer Subscriptions(LemonCall call) => Page(
        call, call.Lemon.State.Subscriptions.Values, call.Lemon.Shapes.Subscription,
        ("order_id", one => one.OrderId), ("variant_id", one => one.PriceId), ("status", LemonShapes.Status),
        ("product_id", one => LemonSqueezySimulator.ProductOf(call.Lemon.PriceOrUnknown(one.PriceId))),
        ("user_email", one => call.Lemon.State.Buyers[one.BuyerId].Email));

    public static LemonAnswer Invoices(LemonCall call) => Page(
        call, call.Lemon.State.Invoices.Values, call.Lemon.Shapes.Invoice,
        ("subscription_id", one => one.SubscriptionId));

    public static LemonAnswer Licenses(LemonCall call) => Page(
        call, call.Lemon.State.Licenses.Values, call.Lemon.Shapes.License,
        ("order_id", one => one.OrderId), ("status", one => one.StateAt(call.At)),
        ("product_id", one => LemonSqueezySimulator.ProductOf(call.Lemon.PriceOrUnknown(one.VariantId))));

    private static LemonAnswer Find<T>(LemonCall call, Dictionary<string, T> all, Func<T, JsonObject> shape) =>
        all.TryGetValue(call.Id, out var found) ? LemonAnswer.One(shape(found)) : LemonError.NotFound();

    private static LemonAnswer Page<T>(
        LemonCall call, IEnumerable<T> all, Func<T, JsonObject> shape,
        params (string Name, Func<T, string?> Value)[] filters)
    {
        var faults = new FaultCollector();
        var page = Whole(call, "page[number]", 1, int.MaxValue, faults) ?? 1;
        var size = Whole(call, "page[size]", 1, SizeMax, faults) ?? SizeDefault;
        foreach (var (name, values) in call.Request.Query)
        {
            if (!name.StartsWith("filter[", StringComparison.Ordinal)) continue;
            var word = name["filter[".Length..].TrimEnd(']');
            if (word == "store_id")
            {
                if (values != call.Lemon.Options.LemonSqueezyStoreId) all = [];
                continue;
            }
            if (filters.FirstOrDefault(filter => filter.Name == word).Value is { } value)
                all = all.Where(one => value(one) == values);
            else
                faults.Add(name, "is not supported");
        }
        if (faults.Any) return LemonError.Unprocessable(faults);
        var found = all.ToList();
        var shown = found.Skip((int)Math.Min((long)(page - 1) * size, int.MaxValue)).Take(size).Select(shape);
        return new LemonAnswer(200, LemonJson.Page([.. shown], page, size, found.Count));
    }

    private static int? Whole(LemonCall call, string name, int min, int max, FaultCollector faults)
    {
        if (call.Request.Query[name] is not { Count: > 0 } text) return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max) return number;
        faults.Add(name, $"must be a number from {min} to {max}");
        return null;
    }
}
