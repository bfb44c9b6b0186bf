using Weir.Core.Catalog;

namespace Weir.Gateway.Providers;

/// <summary>One call of a provider.</summary>
internal sealed record ProviderRequest
{
    public required RouteTarget Target { get; init; }

    /// <summary>System text; empty for none.</summary>
    public required string Instructions { get; init; }

    /// <summary>The user message: the only place where a user's text may stand.</summary>
    public required string UserText { get; init; }

    /// <summary>Upper bound of output, reasoning included.</summary>
    public required int MaxOutputTokens { get; init; }

    public required OutputKind Output { get; init; }

    /// <summary>Whether the provider is asked to stream.</summary>
    public required bool Stream { get; init; }

    /// <summary>Provider settings of the route.</summary>
    public required IReadOnlyDictionary<string, string> Params { get; init; }

    /// <summary>Weir's request id, for the provider's metadata.</summary>
    public required string RequestId { get; init; }

    /// <summary>Stable pseudonym of the end user; at most 64 characters.</summary>
    public required string EndUser { get; init; }
}
