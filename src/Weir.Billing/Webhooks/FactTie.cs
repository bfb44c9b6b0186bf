using System.Security.Cryptography;
using System.Text.Json;
using Weir.Core.Billing;

namespace Weir.Billing.Webhooks;

/// <summary>
/// Completes a fact's version: SHA-256 over everything that it says. Two messages that say the same of one moment are one
/// fact; two that differ have an order, the same for everybody.
/// </summary>
internal static class FactTie
{
    public static BillingFact Add(BillingFact fact)
    {
        var bare = fact with { Version = fact.Version with { Tie = "" } };
        var hash = SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(bare, bare.GetType()));
        return bare with { Version = bare.Version with { Tie = Convert.ToHexStringLower(hash) } };
    }
}
