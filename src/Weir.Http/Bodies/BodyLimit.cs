using Microsoft.AspNetCore.Http.Metadata;

namespace Weir.Http.Bodies;

/// <summary>
/// Endpoint metadata: the largest body in bytes. Routing hands it to the server too, so that no other reader can pass
/// it.
/// </summary>
public sealed class BodyLimit(int maxBytes) : IRequestSizeLimitMetadata
{
    /// <summary>Largest body in bytes.</summary>
    public int MaxBytes { get; } = maxBytes;

    /// <inheritdoc />
    public long? MaxRequestBodySize => MaxBytes;
}
