namespace Weir.Core.Catalog;

/// <summary>Plan × capability → what serves it. A missing route is an error, never a default.</summary>
/// <param name="Capability">chat, summarize, tts, stt, translate, embed.</param>
/// <param name="Target">Where the call goes first.</param>
/// <param name="Fallback">
/// Where the same call goes once more when the target has no capacity or is too slow; null for nowhere.
/// </param>
/// <param name="FirstByteTimeout">How long the target may take to begin answering before the fallback is tried.</param>
/// <param name="Timeout">How long one attempt may take as a whole.</param>
/// <param name="Params">Provider settings such as <c>reasoning_effort</c>; never from a client.</param>
public sealed record ModelRoute(
    string Capability,
    RouteTarget Target,
    RouteTarget? Fallback,
    TimeSpan FirstByteTimeout,
    TimeSpan Timeout,
    IReadOnlyDictionary<string, string> Params);
