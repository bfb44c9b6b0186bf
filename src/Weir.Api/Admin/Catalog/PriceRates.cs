using Weir.Core.Catalog;
using Weir.Core.Money;

namespace Weir.Api.Admin.Catalog;

/// <summary>Amounts for each block, exact decimal strings.</summary>
/// <param name="InputUsd">Input that is neither cached nor written to the cache.</param>
/// <param name="CachedInputUsd">Input read from the provider's cache.</param>
/// <param name="CacheWriteUsd">Input written to it.</param>
/// <param name="OutputUsd">Output, reasoning included.</param>
internal sealed record PriceRates(string InputUsd, string CachedInputUsd, string CacheWriteUsd, string OutputUsd)
{
    public static PriceRates Of(TokenRates rates) => new(
        UsdFormat.FromNano(rates.Input), UsdFormat.FromNano(rates.CachedInput), UsdFormat.FromNano(rates.CacheWrite),
        UsdFormat.FromNano(rates.Output));
}
