using System.Globalization;
using System.Text.Json;
using Weir.Http.Bodies;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary><c>PATCH /v1/license-keys/{id}</c>: limit, expiry, disabled.</summary>
internal static class ChangeLemonLicense
{
    public static LemonAnswer Handle(LemonCall call)
    {
        if (!call.Lemon.State.Licenses.TryGetValue(call.Id, out var license)) return LemonError.NotFound();
        var faults = new FaultCollector();
        var data = new JsonObjectReader(call.Body, faults).Child("data", required: true);
        data?.Word("type", ["license-keys"], required: true);
        data?.Word("id", [call.Id], required: true);
        var attributes = data?.Child("attributes", required: true);
        var limit = attributes?.Whole("activation_limit", 1, 1_000_000);
        var disabled = attributes?.Flag("disabled");
        var expiry = attributes?.Text("expires_at", 40, 1);
        var expiresAt = license.ExpiresAt;
        if (expiry is not null)
        {
            if (DateTimeOffset.TryParse(expiry, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
                expiresAt = at;
            else
                faults.Add("data.attributes.expires_at", "is not a valid date");
        }
        var members = call.Body.TryGetProperty("data", out var raw) && raw.TryGetProperty("attributes", out var given)
            ? given
            : default;
        attributes?.RefuseOthers();
        if (faults.Any) return LemonError.Unprocessable(faults);
        license.ActivationLimit = IsNull(members, "activation_limit") ? null : limit ?? license.ActivationLimit;
        license.ExpiresAt = IsNull(members, "expires_at") ? null : expiresAt;
        license.IsDisabled = disabled ?? license.IsDisabled;
        license.UpdatedAt = call.At;
        call.Lemon.Emit("license_key_updated", license);
        return LemonAnswer.One(call.Lemon.Shapes.License(license));
    }

    private static bool IsNull(JsonElement members, string name) =>
        members.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Null;
}
