using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Errors;
using Weir.Data.Catalogs;

namespace Weir.Http.Problems;

/// <summary>
/// Writes a <see cref="WeirError"/> as <c>application/problem+json</c> (RFC 9457) with the members of the contract.
/// </summary>
public static class ProblemWriter
{
    /// <summary>Base of the <c>type</c> member; the code follows.</summary>
    public const string TypeBase = "https://weir.dev/errors/";

    internal const string ContentType = "application/problem+json";

    /// <summary>Writes the problem as the whole response.</summary>
    public static async Task WriteAsync(HttpContext context, WeirError error, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(error);
        var descriptor = ErrorCatalog.Describe(error.Code);
        context.Response.StatusCode = descriptor.Status;
        context.Response.ContentType = ContentType;
        if (error.Code is ErrorCode.Overloaded) context.RequestServices.GetService<OverloadLog>()?.Count();
        if (error.RetryAfter is { } wait)
            context.Response.Headers.RetryAfter =
                ((long)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var bytes = ToUtf8(error, RequestId.Of(context), UpgradeUrlOf(context, error.Code));
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The problem as UTF-8 JSON, as a body or as the data of a <c>weir.error</c> event.</summary>
    /// <param name="error">The error.</param>
    /// <param name="requestId">Id of the request.</param>
    /// <param name="upgradeUrl">Where a purchase lifts it; null where none does.</param>
    public static byte[] ToUtf8(WeirError error, string requestId, string? upgradeUrl = null)
    {
        ArgumentNullException.ThrowIfNull(error);
        var descriptor = ErrorCatalog.Describe(error.Code);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("type", TypeBase + descriptor.Name);
            json.WriteString("title", descriptor.Title);
            json.WriteNumber("status", descriptor.Status);
            json.WriteString("detail", error.Detail);
            json.WriteString("code", descriptor.Name);
            json.WriteString("request_id", requestId);
            json.WriteBoolean(
                "retryable", error.Retryable ?? (descriptor.Retryable || error.RetryAfter is not null));
            if (error.Faults.Count > 0) WriteFaults(json, error.Faults);
            if (error.Limit is not null) WriteLimit(json, error.Limit);
            if (upgradeUrl is not null) json.WriteString("upgrade_url", upgradeUrl);
            foreach (var (name, value) in error.Extensions)
            {
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, value);
            }
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    /// <summary>What decided the refusal has read the catalog already; an error waits for no database.</summary>
    private static string? UpgradeUrlOf(HttpContext context, ErrorCode code) =>
        UpgradeUrls.Helps(code) && context.RequestServices?.GetService<CatalogCache>()?.Known is { } catalog
            ? UpgradeUrls.Of(code, catalog.Catalog)
            : null;

    private static void WriteFaults(Utf8JsonWriter json, IReadOnlyList<FieldFault> faults)
    {
        json.WriteStartArray("errors");
        foreach (var fault in faults)
        {
            json.WriteStartObject();
            json.WriteString("field", fault.Field);
            json.WriteString("message", fault.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteLimit(Utf8JsonWriter json, LimitDenial limit)
    {
        json.WriteStartObject("limit");
        json.WriteString("scope", limit.Scope);
        json.WriteString("meter", limit.Meter);
        json.WriteNumber("granted", limit.Granted);
        json.WriteNumber("used", limit.Used);
        json.WriteNumber("held", limit.Held);
        json.WriteNumber("requested", limit.Requested);
        json.WriteNumber("remaining", limit.Remaining);
        json.WriteNumber("hard_limit", limit.HardLimit);
        if (limit.ResetsAt is { } at) json.WriteString("resets_at", at.UtcDateTime);
        else json.WriteNull("resets_at");
        json.WriteEndObject();
    }
}
