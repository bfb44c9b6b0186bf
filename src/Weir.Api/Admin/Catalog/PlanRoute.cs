using Weir.Core.Catalog;

namespace Weir.Api.Admin.Catalog;

/// <summary>What serves a capability.</summary>
/// <param name="Capability">chat, summarize, tts, stt, translate, embed.</param>
/// <param name="Target">Where a call goes first.</param>
/// <param name="Fallback">Where it goes once more; null for nowhere.</param>
internal sealed record PlanRoute(string Capability, RouteTarget Target, RouteTarget? Fallback)
{
    public static PlanRoute Of(ModelRoute route) => new(route.Capability, route.Target, route.Fallback);
}
