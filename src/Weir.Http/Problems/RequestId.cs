using Microsoft.AspNetCore.Http;

namespace Weir.Http.Problems;

/// <summary>
/// The id that every answer carries as <c>Weir-Request-Id</c>, every problem as <c>request_id</c>, and every log line.
/// </summary>
public static class RequestId
{
    /// <summary>Header name.</summary>
    public const string Header = "Weir-Request-Id";

    internal static string Make() => "req_" + Guid.CreateVersion7().ToString("N");

    /// <summary>The id of this request; made by the server, never taken from the client.</summary>
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.TraceIdentifier;
    }
}
