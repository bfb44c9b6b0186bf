namespace Weir.Gateway.Providers.Sse;

/// <summary>A stream is larger than any honest answer.</summary>
internal sealed class SseLimitException(string message) : Exception(message);
