using System.Text;

namespace Weir.Billing.Stripe;

/// <summary>Writes <c>application/x-www-form-urlencoded</c>, with nested names in brackets as Stripe has them.</summary>
internal sealed class StripeForm
{
    public const string MediaType = "application/x-www-form-urlencoded";

    private readonly StringBuilder _text = new();

    /// <summary>Adds a parameter; null is left out.</summary>
    /// <param name="name">Such as <c>line_items[0][price]</c>.</param>
    /// <param name="value">Any text.</param>
    public StripeForm With(string name, string? value)
    {
        if (value is null) return this;
        if (_text.Length > 0) _text.Append('&');
        _text.Append(Uri.EscapeDataString(name)).Append('=').Append(Uri.EscapeDataString(value));
        return this;
    }

    /// <summary>As a query.</summary>
    public override string ToString() => _text.ToString();

    /// <summary>As a body.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text.ToString());
}
