using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Weir.Api.OpenApi;

/// <summary>What belongs to the document as a whole.</summary>
internal sealed class DocumentTransformer : IOpenApiDocumentTransformer
{
    /// <summary>Name of the security scheme.</summary>
    public const string Scheme = "access_token";

    private const string ProblemName = "Problem";

    public Task TransformAsync(
        OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Weir",
            Version = "v1",
            Description = "Managed AI for an app: features, usage, account and entitlements. Errors are application/problem+json; "
                + "amounts of money are exact decimal strings in USD; times are RFC 3339 in UTC.",
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
        return Task.CompletedTask;
    }

    /// <summary>A reference to the one schema of all errors.</summary>
    public static async Task<IOpenApiSchema> ProblemSchemaAsync(
        OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var document = context.Document ?? throw new InvalidOperationException("An operation without a document.");
        document.Components ??= new OpenApiComponents();
        document.Components.Schemas ??= new Dictionary<string, IOpenApiSchema>();
        if (!document.Components.Schemas.ContainsKey(ProblemName))
            document.Components.Schemas[ProblemName] = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellationToken);
        return new OpenApiSchemaReference(ProblemName, document);
    }
}
