using System.Collections.Frozen;
using Weir.Sandbox.Providers.Calls;
using Weir.Sandbox.Providers.OpenAi;
using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers;

/// <summary>The stand-ins of this process. A new provider is one more line here and a folder beside <c>OpenAi</c>.</summary>
internal sealed class ProviderStates(SandboxProviderOptions options)
{
    private readonly FrozenDictionary<string, ProviderState> _byName = new[]
    {
        Create(OpenAiFaults.Provider, OpenAiFaults.Vocabulary, options),
    }.ToFrozenDictionary(state => state.Name, StringComparer.Ordinal);

    public ProviderState OpenAi => _byName[OpenAiFaults.Provider];

    /// <summary>The stand-in of that name; null for none.</summary>
    public ProviderState? Find(string name) => _byName.GetValueOrDefault(name);

    private static ProviderState Create(string name, FaultVocabulary vocabulary, SandboxProviderOptions options) =>
        new(name, vocabulary, new FaultScript(), new CallLog(options.CallsKept));
}
