using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Weir.Api.OpenApi;

/// <summary>Amounts of money are texts of one form.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is { Name: { } name } && name.EndsWith("_usd", StringComparison.Ordinal))
        {
            schema.Pattern = @"^-?[0-9]+\.[0-9]{9}$";
            schema.Description = $"{schema.Description} US dollars, exact to the nano-dollar.".Trim();
        }
        return Task.CompletedTask;
    }
}
