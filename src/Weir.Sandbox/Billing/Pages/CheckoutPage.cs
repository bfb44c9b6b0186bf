using System.Globalization;
using System.Text;

namespace Weir.Sandbox.Billing.Pages;

/// <summary>The checkout, in HTML.</summary>
internal static class CheckoutPage
{
    /// <param name="checkout">What is bought.</param>
    /// <param name="problem">What went wrong a moment ago; null for nothing.</param>
    /// <param name="licenseKey">What the receipt shows; null for nothing.</param>
    public static string Body(CheckoutView checkout, string? problem, string? licenseKey)
    {
        var html = new StringBuilder();
        html.Append(CultureInfo.InvariantCulture, $"<h1>{Html.Text(checkout.Price.Name)}</h1><dl>");
        Row(html, "Sold through", checkout.Provider);
        var price = Html.Amount(checkout.Price.AmountMinor, checkout.Price.Currency);
        Row(html, "Price", $"{price} a {Html.Period(checkout.Price)}");
        if (checkout.Quantity > 1) Row(html, "Quantity", checkout.Quantity.ToString(CultureInfo.InvariantCulture));
        if (checkout.TrialDays > 0) Row(html, "Free trial", $"{checkout.TrialDays} days");
        Row(html, "Due now", Html.Amount(checkout.AmountMinor, checkout.Price.Currency));
        html.Append("</dl>");
        if (problem is not null)
            html.Append(CultureInfo.InvariantCulture, $"<p class=\"bad\" role=\"alert\">{Html.Text(problem)}</p>");
        if (checkout.State == "open") AppendForm(html, checkout);
        else AppendEnd(html, checkout.State, licenseKey);
        return html.ToString();
    }

    private static void AppendForm(StringBuilder html, CheckoutView checkout)
    {
        html.Append(CultureInfo.InvariantCulture,
            $"<form method=\"post\" action=\"/sandbox/checkout/{Html.Text(checkout.Id)}/pay\">");
        if (checkout.Email is { } email) html.Append(CultureInfo.InvariantCulture, $"<p>{Html.Text(email)}</p>");
        else html.Append("<label>E-mail <input type=\"email\" name=\"email\" placeholder=\"any address\"></label>");
        html.Append("<button class=\"main\" name=\"outcome\" value=\"paid\">Pay</button>");
        html.Append("<button name=\"outcome\" value=\"failed\">Decline</button></form>");
        html.Append("<p class=\"note\">“Decline” is what happens to a card that the bank refuses.</p>");
        if (checkout.CancelUrl is { } back)
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Html.Text(back)}\">Back without buying</a></p>");
    }

    private static void AppendEnd(StringBuilder html, string state, string? licenseKey)
    {
        html.Append(state == "complete" ? "<p>Paid. Thank you.</p>" : "<p>This checkout has expired.</p>");
        if (licenseKey is not null)
            html.Append(CultureInfo.InvariantCulture, $"<p>Your licence key: <code>{Html.Text(licenseKey)}</code></p>");
    }

    private static void Row(StringBuilder html, string name, string value) =>
        html.Append(CultureInfo.InvariantCulture, $"<dt>{Html.Text(name)}</dt><dd>{Html.Text(value)}</dd>");
}
