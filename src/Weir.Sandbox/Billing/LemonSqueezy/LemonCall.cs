using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Billing.LemonSqueezy;

/// <summary>One call of the API that passed the gate.</summary>
/// <param name="Lemon">The stand-in, held for this call.</param>
/// <param name="Body">The document; an empty object when the call has none.</param>
/// <param name="At">When it happens.</param>
/// <param name="Request">For path and query.</param>
internal sealed record LemonCall(LemonSqueezySimulator Lemon, JsonElement Body, DateTimeOffset At, HttpRequest Request)
{
    /// <summary>The id in the path.</summary>
    public string Id => (string)Request.RouteValues["id"]!;
}
