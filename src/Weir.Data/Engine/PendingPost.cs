using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>A record or consume as <c>weir.post</c> takes it: one algorithm, a mode an operation.</summary>
internal abstract class PendingPost(
    string mode, Guid customerId, Guid eventId, IReadOnlyList<MeterQuantity> lines, UsageEventDetails details)
{
    public string Mode { get; } = mode;

    public Guid CustomerId { get; } = customerId;

    public Guid EventId { get; } = eventId;

    public IReadOnlyList<MeterQuantity> Lines { get; } = lines;

    public UsageEventDetails Details { get; } = details;

    public abstract Guid? UserId { get; }

    public abstract string? Key { get; }

    public abstract byte[]? RequestHash { get; }

    /// <summary>Turns the database's answer into the operation's.</summary>
    public abstract void Read(PostRow row, BalanceBook balances);

    public static InvalidOperationException Invalid() => new(
        "The engine refused the operation: an unknown customer or meter, a meter twice, a negative quantity, or an "
        + "unknown provenance or status.");
}
