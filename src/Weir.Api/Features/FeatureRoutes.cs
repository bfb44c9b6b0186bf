using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Weir.Api.OpenApi;

namespace Weir.Api.Features;

/// <summary>Routes of features.</summary>
internal static class FeatureRoutes
{
    public static void MapFeatures(this RouteGroupBuilder v1) =>
        v1.MapGet("/ai/features", ListFeatures.HandleAsync).Document(FeatureDocs.List);
}
