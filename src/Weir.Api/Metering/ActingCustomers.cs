using Microsoft.AspNetCore.Http;
using Weir.Core.Accounts;
using Weir.Core.Errors;
using Weir.Data.Accounts;
using Weir.Http.Callers;

namespace Weir.Api.Metering;

/// <summary>
/// Finds whom a request acts for: a user acts for an own customer, a service for the one that it names. A service may name
/// everybody who has signed up, and opens the account as that user's first call would; an unknown id is not found.
/// </summary>
internal sealed class ActingCustomers(CustomerResolver resolver, PartyDirectory parties, SnapshotCache snapshots)
{
    private static readonly WeirError s_unknown = new(ErrorCode.NotFound, "There is no such customer or user.");
    private static readonly WeirError s_several = new(
        ErrorCode.InvalidInput, "One member is not valid; see errors.")
    {
        Faults = [new FieldFault("customer_id", "is required: this user acts for several customers, so say which")],
    };

    /// <summary>Whether the caller is a service, and must name somebody.</summary>
    public static bool MustName(HttpContext context) => ServiceCaller.TryFrom(context.User) is not null;

    /// <param name="context">The request.</param>
    /// <param name="name">Whom a service named; null for a user.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async ValueTask<ActingCustomer> ResolveAsync(
        HttpContext context, CustomerName? name, CancellationToken cancellationToken)
    {
        if (name is not null) return await FindAsync(name, cancellationToken);
        var own = await resolver.ResolveAsync(context, cancellationToken);
        return new ActingCustomer(own.Customer, own.Customer?.UserId, own.Error);
    }

    /// <summary>The customer that a service named.</summary>
    public async ValueTask<ActingCustomer> FindAsync(CustomerName name, CancellationToken cancellationToken)
    {
        var customerId = name.CustomerId;
        var member = name.UserId;
        if (name.UserId is { } userId)
        {
            var user = await parties.FindAsync(userId, cancellationToken);
            if (user is null || user.CustomerIds.Count == 0) return Nobody(s_unknown);
            if (customerId is null && user.CustomerIds.Count > 1) return Nobody(s_several);
            customerId ??= user.CustomerIds[0];
            if (!user.CustomerIds.Contains(customerId.Value)) return Nobody(s_unknown);
        }
        else
        {
            member = (await parties.FindAsync(customerId!.Value, cancellationToken))?.OwnerId;
        }
        return member is { } viewer && await SnapshotAsync(viewer, customerId!.Value, cancellationToken) is { } found
            ? new ActingCustomer(found, name.UserId, null)
            : Nobody(s_unknown);
    }

    private async ValueTask<CustomerSnapshot?> SnapshotAsync(
        Guid member, Guid customerId, CancellationToken cancellationToken) =>
        (await snapshots.GetAsync(member, isAnonymous: null, cancellationToken))
            .FirstOrDefault(c => c.CustomerId == customerId);

    private static ActingCustomer Nobody(WeirError error) => new(null, null, error);
}
