using Microsoft.AspNetCore.Builder;

namespace Weir.Http.Bodies;

/// <summary>Sets body limits where routes are mapped.</summary>
public static class BodyLimitExtensions
{
    /// <summary>Limits the bodies of these endpoints, in bytes.</summary>
    public static TBuilder WithBodyLimit<TBuilder>(this TBuilder builder, int maxBytes)
        where TBuilder : IEndpointConventionBuilder
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxBytes);
        builder.Add(endpoint => endpoint.Metadata.Add(new BodyLimit(maxBytes)));
        return builder;
    }
}
