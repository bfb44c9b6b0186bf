using System.Globalization;
using System.Text.Json;
using Weir.Http.Bodies;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary><c>POST /v1/checkouts</c></summary>
internal static class CreateLemonCheckout
{
    private const int TextMax = 2_000;
    private const int CustomMax = 50;

    /// <summary>Known to the real API, and without effect on what the stand-in does.</summary>
    private static readonly string[] s_ignoredProductOptions =
    [
        "name", "description", "media", "receipt_button_text", "receipt_link_url", "receipt_thank_you_note",
        "enabled_variants", "confirmation_title", "confirmation_message", "confirmation_button_text",
    ];

    private static readonly string[] s_ignoredOptions =
    [
        "embed", "media", "logo", "desc", "discount", "dark", "subscription_preview", "button_color", "background_color",
        "headings_color", "primary_text_color", "secondary_text_color", "links_color", "borders_color", "checkbox_color",
        "active_state_color", "button_text_color", "terms_privacy_color", "locale", "quantity",
    ];

    public static LemonAnswer Handle(LemonCall call)
    {
        var faults = new FaultCollector();
        var root = new JsonObjectReader(call.Body, faults);
        var data = root.Child("data", required: true);
        data?.Word("type", ["checkouts"], required: true);
        var relations = data?.Child("relationships", required: true);
        var variant = Related(relations, "variant", "variants");
        var store = Related(relations, "store", "stores");
        var checkout = Read(data?.Child("attributes"), variant ?? "", call.At);
        relations?.RefuseOthers();
        data?.RefuseOthers();
        root.RefuseOthers();
        if (store is not null && store != call.Lemon.Options.LemonSqueezyStoreId)
            faults.Add("data.relationships.store", "does not exist");
        if (variant is not null && call.Lemon.FindPrice(variant) is null)
            faults.Add("data.relationships.variant", "does not exist");
        if (faults.Any) return LemonError.Unprocessable(faults);
        call.Lemon.State.Checkouts[checkout.Id] = checkout;
        return LemonAnswer.One(call.Lemon.Shapes.Checkout(checkout), 201);
    }

    private static string? Related(JsonObjectReader? relations, string name, string type)
    {
        var data = relations?.Child(name, required: true)?.Child("data", required: true);
        data?.Word("type", [type], required: true);
        return data?.Text("id", 20, 1, required: true);
    }

    private static LemonCheckout Read(JsonObjectReader? attributes, string variant, DateTimeOffset at)
    {
        if (attributes is null) return new LemonCheckout { Id = SandboxId.Uuid(), VariantId = variant, CreatedAt = at };
        var product = ObjectOrEmpty(attributes, "product_options");
        var options = ObjectOrEmpty(attributes, "checkout_options");
        var data = ObjectOrEmpty(attributes, "checkout_data");
        foreach (var name in s_ignoredProductOptions) product?.Any(name);
        foreach (var name in s_ignoredOptions) options?.Any(name);
        foreach (var name in (string[])["billing_address", "tax_number", "discount_code"]) data?.Any(name);
        attributes.Flag("test_mode");
        attributes.Flag("preview");
        var checkout = new LemonCheckout
        {
            Id = SandboxId.Uuid(),
            VariantId = variant,
            CreatedAt = at,
            CustomPriceMinor = attributes.Whole("custom_price", 0, 1_000_000_000),
            ExpiresAt = Time(attributes, "expires_at"),
            RedirectUrl = Url(product, "redirect_url"),
            SkipsTrial = options?.Flag("skip_trial") ?? false,
            Email = data?.Text("email", 320, 3),
            Name = data?.Text("name", 200),
            Custom = Custom(data),
            Quantity = Quantity(data),
        };
        foreach (var part in (JsonObjectReader?[])[product, options, data, attributes]) part?.RefuseOthers();
        return checkout;
    }

    /// <summary>An empty object may come as an empty array.</summary>
    private static JsonObjectReader? ObjectOrEmpty(JsonObjectReader attributes, string name) =>
        attributes.Any(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() == 0
            ? null
            : attributes.Child(name);

    /// <summary>Values come back as texts, whatever they were.</summary>
    private static Dictionary<string, string> Custom(JsonObjectReader? data)
    {
        var custom = new Dictionary<string, string>(StringComparer.Ordinal);
        if (data?.Any("custom") is not { } value || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 0))
            return custom;
        if (value.ValueKind != JsonValueKind.Object || value.EnumerateObject().Count() > CustomMax)
        {
            data.Faults.Add(data.PathOf("custom"), "must be an object");
            return custom;
        }
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
                data.Faults.Add(data.PathOf("custom"), "must hold texts");
            else
                custom[member.Name] = member.Value.ToString();
        }
        return custom;
    }

    private static long Quantity(JsonObjectReader? data)
    {
        var items = data?.Children("variant_quantities", 1);
        var item = items is { Count: 1 } ? items[0] : null;
        item?.Any("variant_id");
        return item?.Whole("quantity", 1, 999_999) ?? 1;
    }

    private static string? Url(JsonObjectReader? options, string name)
    {
        if (options?.Text(name, TextMax) is not { Length: > 0 } text) return null;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https") return text;
        options.Faults.Add(options.PathOf(name), "must be a valid URL");
        return null;
    }

    private static DateTimeOffset? Time(JsonObjectReader attributes, string name)
    {
        if (attributes.Text(name, 40, 1) is not { } text) return null;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)) return at;
        attributes.Faults.Add(attributes.PathOf(name), "is not a valid date");
        return null;
    }
}
