using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Weir.Api.OpenApi;

/// <summary>Amounts of money are texts of one form; members that may be left out are not required.</summary>
internal sealed class SchemaTransformer : IOpenApiSchemaTransformer
{
    public Task TransformAsync(
        OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.JsonPropertyInfo is { Name: { } name } && name.EndsWith("_usd", StringComparison.Ordinal))
        {
            schema.Pattern = @"^-?[0-9]+\.[0-9]{9}$";
            schema.Description = $"{schema.Description} US dollars, exact to the nano-dollar.".Trim();
        }
        // What is left out when it is null is neither required nor ever null.
        foreach (var property in context.JsonTypeInfo.Properties)
        {
            if (property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: true) is not true) continue;
            schema.Required?.Remove(property.Name);
            if (schema.Properties is { } members
                && members.TryGetValue(property.Name, out var found)
                && found is OpenApiSchema member)
                member.Type &= ~JsonSchemaType.Null;
        }
        return Task.CompletedTask;
    }
}
