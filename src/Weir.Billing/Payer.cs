using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;
using Weir.Http.Callers;

namespace Weir.Billing;

/// <summary>The customer for whom a user buys or manages: only its owners and admins may.</summary>
internal static class Payer
{
    private static readonly WeirError s_role = new(
        ErrorCode.RoleRequired, "Only an owner or admin of the customer can do this.");

    public static async ValueTask<CustomerResolution> ResolveAsync(
        HttpContext context, CustomerResolver customers, CancellationToken cancellationToken)
    {
        var resolved = await customers.ResolveAsync(context, cancellationToken);
        return resolved.Customer is { Role: not ("owner" or "admin") }
            ? new CustomerResolution(null, s_role)
            : resolved;
    }
}
