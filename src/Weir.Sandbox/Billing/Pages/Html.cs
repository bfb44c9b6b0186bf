using System.Globalization;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.Pages;

/// <summary>Plain pages: no script, nothing loaded from elsewhere.</summary>
internal static class Html
{
    private const string Style =
        "body{font:16px/1.5 system-ui,sans-serif;margin:0;background:#f4f5f7;color:#1a1f36}"
        + "main{max-width:26rem;margin:3rem auto;padding:2rem;background:#fff;border-radius:.75rem;box-shadow:0 1px 6px #0002}"
        + "h1{font-size:1.25rem;margin:0 0 1rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.25rem 1rem;margin:0 0 1.5rem}"
        + "dt{color:#596171}dd{margin:0;text-align:right}label{display:block;margin:0 0 1rem}"
        + "input,select{font:inherit;width:100%;box-sizing:border-box;padding:.5rem;border:1px solid #c5cad3;border-radius:.4rem}"
        + "button{font:inherit;width:100%;padding:.6rem;margin:.25rem 0;border:1px solid #c5cad3;border-radius:.4rem;"
        + "background:#fff;cursor:pointer}button.main{background:#2f5bea;color:#fff;border-color:#2f5bea}"
        + ".bad{color:#b3261e}.note{color:#596171;font-size:.85rem}form+form{margin-top:.5rem}";

    public static IResult Page(HttpContext context, string title, string body, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        context.Response.Headers.CacheControl = "no-store";
        var html = "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
            + $"content=\"width=device-width,initial-scale=1\"><title>{Text(title)}</title><style>{Style}</style></head>"
            + $"<body><main>{body}<p class=\"note\">Weir sandbox: no money moves here.</p></main></body></html>";
        return Results.Content(html, "text/html", Encoding.UTF8, status);
    }

    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");

    public static string Amount(long minor, string currency) => string.Create(
        CultureInfo.InvariantCulture, $"{minor / 100}.{minor % 100:00} {currency.ToUpperInvariant()}");

    public static string Period(SandboxPrice price) => price.PeriodMonths switch
    {
        0 => "lifetime",
        1 => "month",
        12 => "year",
        _ => string.Create(CultureInfo.InvariantCulture, $"{price.PeriodMonths} months"),
    };
}
