using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;
using Weir.Data.Billing.Licenses;
using Weir.Http.Authorization;
using Weir.Http.Bodies;
using Weir.Http.Callers;

namespace Weir.Api.Licenses;

/// <summary>What the three calls share: the key, and whose call it is.</summary>
internal static class LicenseInput
{
    private const int MostKey = 200;

    public static readonly WeirError Unusable = new(
        ErrorCode.NotFound, "There is no licence that this key, or this instance of it, could use.");

    /// <summary>SHA-256 of the member license_key; spaces around what was pasted do not count.</summary>
    public static byte[]? KeyHash(JsonObjectReader body)
    {
        if (body.Text("license_key", MostKey, minLength: 1, required: true) is not { } key) return null;
        key = key.Trim();
        if (key.Length > 0) return LicenseStore.HashOf(key);
        body.Faults.Add("license_key", "must not be blank");
        return null;
    }

    /// <summary>The customer of a user who signed in; nobody's call has none, and no error.</summary>
    public static async ValueTask<(Guid? CustomerId, WeirError? Error)> CustomerAsync(
        HttpContext context, CustomerResolver customers, CancellationToken cancellationToken)
    {
        if (!OptionalUserExtensions.IsUser(context)) return (null, null);
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        return (resolved.Customer?.CustomerId, resolved.Error);
    }
}
