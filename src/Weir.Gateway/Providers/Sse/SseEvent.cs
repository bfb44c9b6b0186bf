namespace Weir.Gateway.Providers.Sse;

/// <summary>One server-sent event. <paramref name="Data"/> is valid until the next read.</summary>
internal readonly record struct SseEvent(string? Name, ReadOnlyMemory<byte> Data);
