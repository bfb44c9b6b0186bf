using Weir.Core.Accounts;

namespace Weir.Data.Accounts;

/// <summary>
/// The customers a user acts for, at most 60 s old and dropped at once by a notification of a change of plan,
/// subscription or membership. Never holds an amount that is left. Bounded: the least recently used go first.
/// </summary>
public sealed class SnapshotCache
{
    /// <summary>Opens the account on first sight (<see cref="AccountStore.OpenAccountAsync"/>) with the mode's default plan.</summary>
    public ValueTask<IReadOnlyList<CustomerSnapshot>> GetAsync(
        Guid userId, bool isAnonymous, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
