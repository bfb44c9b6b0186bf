namespace Weir.Core.Catalog;

/// <summary>Integer nano-USD per block.</summary>
/// <param name="Input">Input tokens that are neither cached nor written to the cache.</param>
/// <param name="CachedInput">Input tokens read from the provider's cache.</param>
/// <param name="CacheWrite">Input tokens written to the provider's cache.</param>
/// <param name="Output">Output tokens, reasoning included.</param>
public sealed record TokenRates(long Input, long CachedInput, long CacheWrite, long Output);
