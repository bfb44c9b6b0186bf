using Weir.Sandbox.Providers.Calls;
using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers;

/// <summary>What one stand-in remembers between requests.</summary>
/// <param name="Name">The provider, as in its paths.</param>
/// <param name="Vocabulary">What can be scripted for it.</param>
/// <param name="Script">The faults that wait.</param>
/// <param name="Calls">The calls that reached it.</param>
internal sealed record ProviderState(string Name, FaultVocabulary Vocabulary, FaultScript Script, CallLog Calls);
