using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Weir.Api.OpenApi.Billing;
using Weir.Api.OpenApi.Gateway;
using Weir.Api.Wire;
using Weir.Core.Errors;
using Weir.Http.Authorization;
using Weir.Http.Problems;

namespace Weir.Api.OpenApi;

/// <summary>
/// Writes an operation's <see cref="OperationDoc"/> into the document: texts, errors as problems, examples, security.
/// </summary>
internal sealed class OperationTransformer : IOpenApiOperationTransformer
{
    private const string ProblemType = "application/problem+json";

    public async Task TransformAsync(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (DocOf(context.Description) is not { } doc) return;
        operation.OperationId = doc.Id;
        operation.Summary = doc.Summary;
        operation.Description = doc.Description;
        operation.Tags = new HashSet<OpenApiTagReference> { new(doc.Tag, context.Document) };
        DescribeParameters(operation, doc);
        operation.RequestBody = doc.Body is { } body ? await BodyAsync(body, context, cancellationToken) : null;
        operation.Responses = [];
        foreach (var status in doc.Answers.GroupBy(a => a.Status))
            operation.Responses[Text(status.Key)] = await AnswerAsync([.. status], context, cancellationToken);
        await AddProblemsAsync(operation, doc, context, cancellationToken);
        if (doc.NeedsToken) Secure(operation, context);
    }

    /// <summary>Who may call stands on the endpoint, and is read from there.</summary>
    private static void Secure(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var needed = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().LastOrDefault();
        operation.Security = [];
        if (needed is null || needed.UsersMayCall) Add(DocumentTransformer.Scheme);
        if (needed is null) return;
        Add(DocumentTransformer.KeyScheme);
        operation.Description =
            $"{operation.Description} A key needs the scope `{needed.Scope}`{(needed.IsAdmin ? ", a user the admin role" : "")}."
                .Trim();

        void Add(string scheme) => operation.Security.Add(
            new() { [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [] });
    }

    /// <summary>Whether an endpoint belongs to the product's document: the sandbox's stand-ins do not.</summary>
    public static bool IsDocumented(ApiDescription endpoint) => DocOf(endpoint) is not null;

    private static OperationDoc? DocOf(ApiDescription endpoint) =>
        endpoint.ActionDescriptor.EndpointMetadata.OfType<OperationDoc>().FirstOrDefault()
        ?? GatewayDocs.Find(endpoint.HttpMethod, endpoint.RelativePath)
        ?? BillingDocs.Find(endpoint.HttpMethod, endpoint.RelativePath);

    private static void DescribeParameters(OpenApiOperation operation, OperationDoc doc)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            if (parameter.Name is not { } name || !doc.Parameters.TryGetValue(name, out var known)) continue;
            parameter.Required |= known.IsRequired;
            parameter.Description = known.Description;
            parameter.Example = JsonValue.Create(known.Example);
            parameter.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = known.Pattern };
        }
        foreach (var header in doc.Headers)
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter
            {
                Name = header.Name,
                In = ParameterLocation.Header,
                Description = header.Description,
                Example = JsonValue.Create(header.Example),
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
        }
    }

    private static async Task<OpenApiRequestBody> BodyAsync(
        BodyDoc body, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var content = new Dictionary<string, OpenApiMediaType>();
        foreach (var (type, form) in body.Others.Prepend(new("application/json", body)))
        {
            content[type] = new OpenApiMediaType
            {
                Schema = await DocumentTransformer.SchemaOfAsync(form.Schema, context, cancellationToken),
                Examples = form.Examples.ToDictionary(
                    e => e.Key, e => (IOpenApiExample)new OpenApiExample { Value = ToNode(e.Value) }),
            };
        }
        return new OpenApiRequestBody { Required = true, Content = content };
    }

    private static async Task<OpenApiResponse> AnswerAsync(
        IReadOnlyList<AnswerDoc> answers, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        var operation = context.Description.ActionDescriptor.DisplayName;
        var response = new OpenApiResponse
        {
            Description = string.Join("\n\n", answers.Select(a => a.Description)),
            Content = new Dictionary<string, OpenApiMediaType>(),
            Headers = new Dictionary<string, IOpenApiHeader>
            {
                [RequestId.Header] = new OpenApiHeader
                {
                    Description = "Id of the request, for support.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                },
            },
        };
        foreach (var media in answers.GroupBy(a => a.MediaType))
        {
            var schemas = new List<IOpenApiSchema>();
            foreach (var answer in media)
            {
                var type = answer.Schema
                    ?? context.Description.SupportedResponseTypes.FirstOrDefault(r => r.StatusCode == answer.Status)?.Type
                    ?? throw new InvalidOperationException($"{operation} declares no type for {answer.Status}.");
                schemas.Add(await DocumentTransformer.SchemaOfAsync(type, context, cancellationToken));
            }
            response.Content[media.Key] = schemas is [var only]
                ? new OpenApiMediaType { Schema = only, Example = ToNode(media.Single().Example) }
                : new OpenApiMediaType
                {
                    Schema = new OpenApiSchema { OneOf = schemas },
                    Examples = media.ToDictionary(
                        a => a.Name ?? throw new InvalidOperationException($"{operation} has two answers without names."),
                        a => (IOpenApiExample)new OpenApiExample { Summary = a.Description, Value = ToNode(a.Example) }),
                };
        }
        return response;
    }

    private static async Task AddProblemsAsync(
        OpenApiOperation operation, OperationDoc doc, OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken)
    {
        var schema = await DocumentTransformer.SchemaOfAsync(typeof(Problem), context, cancellationToken);
        var errors = doc.Errors.Distinct().Select(ErrorCatalog.Describe);
        foreach (var status in errors.GroupBy(e => e.Status).OrderBy(g => g.Key))
        {
            operation.Responses![Text(status.Key)] = new OpenApiResponse
            {
                Description = string.Join("\n\n", status.Select(e => $"`{e.Name}`: {e.Title}.")),
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [ProblemType] = new()
                    {
                        Schema = schema,
                        Examples = status.ToDictionary(
                            e => e.Name,
                            e => (IOpenApiExample)new OpenApiExample
                            {
                                Summary = e.Title, Value = ProblemExamples.Of(e.Code),
                            }),
                    },
                },
            };
        }
    }

    private static JsonNode ToNode(object example) => example as string is { } text
        ? JsonValue.Create(text)
        : JsonSerializer.SerializeToNode(example, example.GetType(), ApiJson.Options)!;

    private static string Text(int status) => status.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
