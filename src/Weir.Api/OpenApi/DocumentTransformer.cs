using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Weir.Api.Wire;

namespace Weir.Api.OpenApi;

/// <summary>What belongs to the document as a whole.</summary>
internal sealed class DocumentTransformer : IOpenApiDocumentTransformer
{
    /// <summary>Name of the security scheme of users.</summary>
    public const string Scheme = "access_token";

    /// <summary>Name of the security scheme of servers and operators.</summary>
    public const string KeyScheme = "service_key";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Weir",
            Version = "v1",
            Description =
                "Managed AI for an app: features, usage, account and entitlements. Errors are "
                + "application/problem+json; amounts of money are exact decimal strings in USD; times are RFC 3339 in UTC.",
            License = new OpenApiLicense { Name = "MIT" },
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[Scheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "A Supabase access token.",
        };
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            Description = "A service key (`wk_…`) with the operation's scope; on `/admin/v1` also the admin key.",
        };
        // The generator lists a tag for the assembly of every endpoint, whether an operation has it or not.
        var used = document.Paths.Values
            .SelectMany(p => p.Operations?.Values.AsEnumerable() ?? [])
            .SelectMany(o => o.Tags?.AsEnumerable() ?? [])
            .Select(t => t.Name);
        document.Tags = used.OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)
            .Select(n => new OpenApiTag { Name = n })
            .ToHashSet();
        return Task.CompletedTask;
    }

    /// <summary>
    /// A reference to the schema of a type, which is made once; the schema itself where the type has no name.
    /// </summary>
    public static async Task<IOpenApiSchema> SchemaOfAsync(
        Type type, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document ?? throw new InvalidOperationException("An operation without a document.");
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(ApiJson.Options.GetTypeInfo(type)) is not { } name)
            return await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        if (!document.Components.Schemas.ContainsKey(name))
            document.Components.Schemas[name] = await context.GetOrCreateSchemaAsync(type, null, cancellationToken);
        return new OpenApiSchemaReference(name, document);
    }
}
