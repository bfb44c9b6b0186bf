namespace Weir.Api.Admin.Usage;

/// <summary>Tokens to add to an event's; what is left out stays.</summary>
/// <param name="Input">All input.</param>
/// <param name="CachedInput">Part of the input.</param>
/// <param name="CacheWrite">Part of the input.</param>
/// <param name="Output">All output.</param>
/// <param name="Reasoning">Part of the output.</param>
internal sealed record TokenChange(long? Input, long? CachedInput, long? CacheWrite, long? Output, long? Reasoning);
