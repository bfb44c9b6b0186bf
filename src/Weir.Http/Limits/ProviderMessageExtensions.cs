using Microsoft.AspNetCore.Builder;

namespace Weir.Http.Limits;

/// <summary>Marks the endpoints that providers send to.</summary>
public static class ProviderMessageExtensions
{
    /// <summary>Takes ten times as many requests from one address, counted apart from its others.</summary>
    public static TBuilder ForProviderMessages<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(ProviderMessages.Instance);
}
