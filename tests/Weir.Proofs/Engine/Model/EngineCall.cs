using Weir.Core.Engine;

namespace Weir.Proofs.Engine.Model;

/// <summary>One operation of a batch.</summary>
internal abstract record EngineCall(Guid CustomerId)
{
    internal sealed record Reserve(ReserveOperation Operation) : EngineCall(Operation.CustomerId);

    internal sealed record Settle(SettleOperation Operation) : EngineCall(Operation.CustomerId);

    internal sealed record Void(VoidOperation Operation) : EngineCall(Operation.CustomerId);

    internal sealed record Extend(ExtendOperation Operation) : EngineCall(Operation.CustomerId);

    /// <summary>A record, or a consume.</summary>
    internal sealed record Post(RecordOperation Operation, bool Consumes) : EngineCall(Operation.CustomerId);
}
