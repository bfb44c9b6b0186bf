using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Weir.Api.OpenApi;

/// <summary>Attaches documentation to endpoints.</summary>
internal static class EndpointDocExtensions
{
    /// <summary>Names the endpoint by its documentation and carries it.</summary>
    public static TBuilder Document<TBuilder>(this TBuilder endpoint, OperationDoc doc)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithName(doc.Id).WithSummary(doc.Summary).WithTags(doc.Tag).WithMetadata(doc);
}
