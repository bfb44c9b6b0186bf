using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>
/// <c>/v1/licenses/…</c>: called by apps, without a key of the store; a form in, plain JSON out. 400: a key that is in use as
/// often as it may be, disabled or expired; 404: no such key or instance; 422: a member is missing.
/// </summary>
internal static class LicenseApi
{
    private const string NoInstance = "license_key_instance not found.";

    public static Task<IResult> ActivateAsync(
        HttpContext context, LemonSqueezySimulator lemon, CancellationToken cancellationToken) =>
        RunAsync(context, lemon, "activated", "instance_name", (license, name, at) =>
        {
            if (Refusal(license, at) is { } refused) return (400, refused, null);
            if (license.Instances.Count >= license.ActivationLimit)
                return (400, "This license key has reached the activation limit.", null);
            var instance = new LemonInstance(SandboxId.Uuid(), name!, at);
            license.Instances.Add(instance);
            Changed(lemon, license, at);
            return (200, null, instance);
        }, cancellationToken);

    public static Task<IResult> ValidateAsync(
        HttpContext context, LemonSqueezySimulator lemon, CancellationToken cancellationToken) =>
        RunAsync(context, lemon, "valid", null, (license, instanceId, at) =>
        {
            var instance = license.Instances.Find(one => one.Id == instanceId);
            if (instanceId is not null && instance is null) return (404, NoInstance, null);
            return Refusal(license, at) is { } refused ? (400, refused, instance) : (200, null, instance);
        }, cancellationToken);

    public static Task<IResult> DeactivateAsync(
        HttpContext context, LemonSqueezySimulator lemon, CancellationToken cancellationToken) =>
        RunAsync(context, lemon, "deactivated", "instance_id", (license, instanceId, at) =>
        {
            if (license.Instances.RemoveAll(one => one.Id == instanceId) == 0)
                return (404, NoInstance, null);
            Changed(lemon, license, at);
            return (200, null, null);
        }, cancellationToken);

    private static async Task<IResult> RunAsync(
        HttpContext context, LemonSqueezySimulator lemon, string flag, string? required,
        Func<LemonLicense, string?, DateTimeOffset, (int Status, string? Error, LemonInstance? Instance)> act,
        CancellationToken cancellationToken)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(cancellationToken) : null;
        var key = form?["license_key"].ToString() ?? "";
        var second = form?[required ?? "instance_id"].ToString();
        if (key.Length == 0) return Answer(422, flag, "The license_key field is required.", null, null, null);
        if (required is not null && string.IsNullOrEmpty(second))
            return Answer(422, flag, $"The {required} field is required.", null, null, null);
        return lemon.Run(at =>
        {
            var license = lemon.State.Licenses.Values.FirstOrDefault(one => one.Key == key);
            if (license is null) return Answer(404, flag, "license_key not found.", null, null, null);
            var (status, error, instance) = act(license, string.IsNullOrEmpty(second) ? null : second, at);
            return Answer(status, flag, error, lemon, license, instance);
        });
    }

    private static string? Refusal(LemonLicense license, DateTimeOffset at) => license.StateAt(at) switch
    {
        "expired" => "This license key is expired.",
        "disabled" => "This license key is disabled.",
        _ => null,
    };

    private static void Changed(LemonSqueezySimulator lemon, LemonLicense license, DateTimeOffset at)
    {
        license.UpdatedAt = at;
        lemon.Emit("license_key_updated", license);
    }

    private static IResult Answer(
        int status, string flag, string? error, LemonSqueezySimulator? lemon, LemonLicense? license, LemonInstance? instance)
    {
        var body = new JsonObject { [flag] = error is null, ["error"] = error };
        if (license is not null && lemon is not null)
        {
            body["license_key"] = new JsonObject
            {
                ["id"] = LemonJson.Number(license.Id),
                ["status"] = license.StateAt(lemon.Clock.Now),
                ["key"] = license.Key,
                ["activation_limit"] = license.ActivationLimit,
                ["activation_usage"] = license.Instances.Count,
                ["created_at"] = LemonJson.Time(license.CreatedAt),
                ["expires_at"] = LemonJson.TimeOrNull(license.ExpiresAt),
                ["test_mode"] = true,
            };
            if (flag != "deactivated")
            {
                body["instance"] = instance is null ? null : new JsonObject
                {
                    ["id"] = instance.Id,
                    ["name"] = instance.Name,
                    ["created_at"] = LemonJson.Time(instance.CreatedAt),
                };
            }
            body["meta"] = Meta(lemon, license);
        }
        return Results.Content(body.ToJsonString(), "application/json", statusCode: status);
    }

    private static JsonObject Meta(LemonSqueezySimulator lemon, LemonLicense license)
    {
        var price = lemon.PriceOrUnknown(license.VariantId);
        var buyer = lemon.State.Buyers[license.BuyerId];
        return new JsonObject
        {
            ["store_id"] = LemonJson.Number(lemon.Options.LemonSqueezyStoreId),
            ["order_id"] = LemonJson.Number(license.OrderId),
            ["order_item_id"] = LemonJson.Number(license.OrderId),
            ["product_id"] = LemonJson.Number(LemonSqueezySimulator.ProductOf(price)),
            ["product_name"] = price.Name,
            ["variant_id"] = LemonJson.Number(license.VariantId),
            ["variant_name"] = "Default",
            ["customer_id"] = LemonJson.Number(license.BuyerId),
            ["customer_name"] = LemonShapes.NameOf(buyer),
            ["customer_email"] = buyer.Email,
        };
    }
}
