using System.Globalization;
using System.Text;
using Weir.Sandbox.Billing.Life;

namespace Weir.Sandbox.Billing.Pages;

/// <summary>The portal, in HTML.</summary>
internal static class PortalPage
{
    public static string Body(PortalView portal, string path)
    {
        var html = new StringBuilder("<h1>Your subscriptions</h1>");
        foreach (var subscription in portal.Subscriptions) AppendSubscription(html, portal, subscription, path);
        if (portal.Subscriptions.Count == 0) html.Append("<p>There are none.</p>");
        if (portal.ReturnUrl is { } back)
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Html.Text(back)}\">Back to the shop</a></p>");
        return html.ToString();
    }

    private static void AppendSubscription(
        StringBuilder html, PortalView portal, Subscription subscription, string path)
    {
        var name = portal.Prices.FirstOrDefault(price => price.Id == subscription.PriceId)?.Name ?? subscription.PriceId;
        var end = subscription.EndsAt ?? subscription.PeriodEndsAt;
        html.Append(CultureInfo.InvariantCulture, $"<h2>{Html.Text(name)}</h2><dl>");
        html.Append(CultureInfo.InvariantCulture, $"<dt>State</dt><dd>{subscription.State}</dd>");
        html.Append(CultureInfo.InvariantCulture,
            $"<dt>{(subscription.EndsAt is null ? "Renews" : "Ends")}</dt><dd>{end:yyyy-MM-dd}</dd></dl>");
        if (subscription.State == LifeState.Ended) return;
        var action = Html.Text($"{path}/{subscription.Id}");
        html.Append(CultureInfo.InvariantCulture, $"<form method=\"post\" action=\"{action}\">");
        html.Append(subscription.EndsAt is null
            ? "<button name=\"action\" value=\"cancel\">Cancel at the end of the period</button>"
            : "<button class=\"main\" name=\"action\" value=\"resume\">Keep it</button>");
        if (portal.Prices.Count > 1)
        {
            html.Append("<label>Plan <select name=\"price\">");
            foreach (var price in portal.Prices)
            {
                var selected = price.Id == subscription.PriceId ? " selected" : "";
                html.Append(CultureInfo.InvariantCulture,
                    $"<option value=\"{Html.Text(price.Id)}\"{selected}>{Html.Text(price.Name)}</option>");
            }
            html.Append("</select></label><button name=\"action\" value=\"change\">Change plan</button>");
        }
        html.Append("</form>");
    }
}
