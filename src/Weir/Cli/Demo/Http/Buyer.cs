using System.Net;
using System.Text.RegularExpressions;

namespace Weir.Cli.Demo.Http;

/// <summary>A buyer with a browser: reads the checkout page and presses its button.</summary>
internal sealed partial class Buyer : IDisposable
{
    private readonly HttpClient _http = new(new HttpClientHandler { AllowAutoRedirect = false });

    /// <summary>Pays on the page, by its own form.</summary>
    /// <exception cref="CommandFailedException">The page has no form, or does not take the payment.</exception>
    public async Task PayAsync(Uri page, string email, CancellationToken cancellationToken)
    {
        var html = await _http.GetStringAsync(page, cancellationToken);
        var form = Form().Match(html);
        if (!form.Success) throw new CommandFailedException("The checkout page has nothing to pay with.");
        using var fields = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["email"] = email,
            ["outcome"] = "paid",
        });
        var target = new Uri(page, WebUtility.HtmlDecode(form.Groups["action"].Value));
        using var response = await _http.PostAsync(target, fields, cancellationToken);
        // The shop's page, or a receipt.
        if (response.StatusCode is not (HttpStatusCode.SeeOther or HttpStatusCode.OK))
            throw new CommandFailedException($"The checkout page answered HTTP {(int)response.StatusCode}.");
    }

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("<form method=\"post\" action=\"(?<action>[^\"]+)\"")]
    private static partial Regex Form();
}
