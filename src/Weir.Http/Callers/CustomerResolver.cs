using Microsoft.AspNetCore.Http;
using Weir.Data.Accounts;

namespace Weir.Http.Callers;

/// <summary>
/// Picks the customer of a verified caller: the only one, or the one named by <c>Weir-Customer</c>. Several and no header
/// is <c>invalid_input</c>; a foreign or unknown id is <c>not_found</c>, without a difference between the two.
/// </summary>
public sealed class CustomerResolver(SnapshotCache snapshots)
{
    /// <summary>Header name.</summary>
    public const string Header = "Weir-Customer";

    /// <summary>Resolves; never throws for what a client sent.</summary>
    public async ValueTask<CustomerResolution> ResolveAsync(HttpContext context, CancellationToken cancellationToken)
    {
        var caller = Caller.From(context.User);
        _ = await snapshots.GetAsync(caller.UserId, caller.IsAnonymous, cancellationToken).ConfigureAwait(false);
        throw new NotImplementedException();
    }
}
