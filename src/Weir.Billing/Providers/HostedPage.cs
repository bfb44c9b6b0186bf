using Weir.Core.Errors;

namespace Weir.Billing.Providers;

/// <summary>A page of the provider where a buyer pays or manages, or why there is none: then the error is set.</summary>
/// <param name="Id">The provider's id; null for a portal.</param>
/// <param name="Url">The page; null when it is closed: paid, or expired.</param>
/// <param name="Error">Why there is none.</param>
internal sealed record HostedPage(string? Id, string? Url, WeirError? Error)
{
    public static HostedPage Failed(WeirError error) => new(null, null, error);

    /// <summary>A page whose address is one; anything else is an answer that the API does not promise.</summary>
    public static HostedPage At(string? id, string? url) =>
        url is not null && Uri.TryCreate(url, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            ? new HostedPage(id, url, null)
            : Failed(ProviderProblems.Unexpected);
}
