using System.Collections.Frozen;

namespace Weir.Gateway.Providers;

/// <summary>The adapters of this server by provider name. A provider without settings has none.</summary>
internal sealed class ProviderSet(IEnumerable<IProviderAdapter> adapters)
{
    private readonly FrozenDictionary<string, IProviderAdapter> _adapters =
        adapters.ToFrozenDictionary(a => a.Provider);

    public IProviderAdapter? Find(string provider) => _adapters.GetValueOrDefault(provider);
}
