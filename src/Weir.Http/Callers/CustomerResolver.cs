using Microsoft.AspNetCore.Http;
using Weir.Core.Accounts;
using Weir.Core.Errors;
using Weir.Data.Accounts;
using Weir.Http.Limits;

namespace Weir.Http.Callers;

/// <summary>
/// Picks the customer of a verified caller: the only one, or the one named by <c>Weir-Customer</c>. Several and no
/// header is <c>invalid_input</c>; a foreign or unknown id is <c>not_found</c>, without a difference between the two.
/// </summary>
public sealed class CustomerResolver(SnapshotCache snapshots)
{
    /// <summary>Header name.</summary>
    public const string Header = "Weir-Customer";

    /// <summary>Resolves; never throws for what a client sent.</summary>
    public async ValueTask<CustomerResolution> ResolveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var caller = Caller.From(context.User);
        Guid? wanted = null;
        if (context.Request.Headers.TryGetValue(Header, out var values))
        {
            if (values.Count != 1 || !Guid.TryParseExact(values[0], "D", out var id))
                return Refuse("must be one customer id (a UUID)");
            wanted = id;
        }

        if (snapshots.TryGet(caller.UserId, caller.IsAnonymous, cancellationToken) is not { } customers)
            return new CustomerResolution(null, OverloadErrors.Refused);
        return Choose(await customers.ConfigureAwait(false), wanted);
    }

    internal static CustomerResolution Choose(IReadOnlyList<CustomerSnapshot> customers, Guid? wanted)
    {
        if (wanted is null && customers.Count > 1)
            return Refuse("is required: this user acts for several customers, so say which");
        foreach (var customer in customers)
        {
            if (wanted is null || customer.CustomerId == wanted) return new CustomerResolution(customer, null);
        }
        return new CustomerResolution(null, new WeirError(ErrorCode.NotFound,
            wanted is null ? "This user acts for no customer yet." : "There is no such customer."));
    }

    private static CustomerResolution Refuse(string message) =>
        new(null, new WeirError(ErrorCode.InvalidInput, $"The header {Header} {message}.")
        {
            Faults = [new FieldFault(Header, message)],
        });
}
