using Microsoft.AspNetCore.Http;
using Weir.Data.Engine;
using Weir.Http.Bodies;

namespace Weir.Api.Admin.Grants;

/// <summary>Reads a grant from a body, strictly.</summary>
internal static class GrantRules
{
    private const int MostMeter = 100;
    private const long MostAmount = 1_000_000_000_000_000;
    private const int MostPriority = 10_000;
    private const int DefaultPriority = 200;
    private static readonly string[] s_sources = ["purchase", "promotion", "admin"];

    /// <summary>The grant; null when something is faulty, and then in the reader's faults.</summary>
    public static UnitGrant? Read(HttpContext context, JsonObjectReader body, DateTimeOffset now)
    {
        var id = body.Id("id");
        var customerId = body.Id("customer_id", required: true);
        var meter = body.Text("meter", MostMeter, minLength: 1, required: true);
        var amount = body.Whole("amount", 1, MostAmount, required: true);
        var source = body.Word("source", s_sources);
        var priority = body.Whole("priority", 0, MostPriority);
        var effectiveAt = AdminInput.Instant(body, "effective_at");
        var expiresAt = AdminInput.Instant(body, "expires_at");
        body.RefuseOthers();
        if (expiresAt <= (effectiveAt ?? now))
            body.Faults.Add("expires_at", "must be after effective_at, and in the future when that is left out");
        var derived = IdempotentId.Of(context, customerId ?? Guid.Empty, "grant"u8, body.Faults);
        if (body.Faults.Any) return null;
        return new UnitGrant(customerId!.Value, id ?? derived, meter!, amount!.Value, source ?? "admin")
        {
            Priority = (int)(priority ?? DefaultPriority),
            EffectiveAt = effectiveAt,
            ExpiresAt = expiresAt,
        };
    }
}
