using Weir.Core.Engine;

namespace Weir.Data.Engine;

/// <summary>A settle, record or consume as <c>weir.post</c> takes it: one algorithm, a mode an operation.</summary>
internal abstract class PendingPost(
    string mode, Guid customerId, Guid eventId, IReadOnlyList<MeterQuantity> lines, UsageEventDetails details)
{
    public string Mode { get; } = mode;

    public Guid CustomerId { get; } = customerId;

    public Guid EventId { get; } = eventId;

    public IReadOnlyList<MeterQuantity> Lines { get; } = lines;

    public UsageEventDetails Details { get; } = details;

    public virtual Guid? UserId => null;

    public virtual Guid? HoldId => null;

    public virtual string? Key => null;

    public virtual byte[]? RequestHash => null;

    /// <summary>Turns the database's answer into the operation's.</summary>
    public abstract void Read(PostRow row, BalanceBook balances);

    protected static InvalidOperationException Invalid() => new(
        "The engine refused the operation: an unknown customer or meter, a meter twice, a negative quantity, or an unknown provenance or status.");
}
