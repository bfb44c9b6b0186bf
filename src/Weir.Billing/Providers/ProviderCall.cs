namespace Weir.Billing.Providers;

/// <summary>One call of a payment provider's API. Every one may be sent again: what it makes is found again, or sells nothing.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Path">Path and query, from the API's root.</param>
internal sealed record ProviderCall(HttpMethod Method, string Path)
{
    /// <summary>Body; null for none.</summary>
    public byte[]? Body { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The provider's own key for one effect; null where it has none.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Whether it is sent once only: its caller sends it again itself.</summary>
    public bool Once { get; init; }
}
