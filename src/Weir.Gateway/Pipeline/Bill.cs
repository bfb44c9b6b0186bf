using Weir.Core.Engine;
using Weir.Core.Pricing;

namespace Weir.Gateway.Pipeline;

/// <summary>What a call is charged.</summary>
internal sealed record Bill
{
    /// <summary>Set when nothing is charged: why the hold is released.</summary>
    public string? VoidReason { get; init; }

    public TokenUsage Usage { get; init; } = TokenUsage.None;

    public long CostNanoUsd { get; init; }

    public int PriceVersion { get; init; }

    /// <summary><c>provider</c> when every figure was reported and priced as served, else <c>estimated</c>.</summary>
    public string Provenance { get; init; } = Reported;

    public IReadOnlyList<MeterQuantity> Lines { get; init; } = [];

    /// <summary>The operator should look: no price for what was served.</summary>
    public bool PriceMissing { get; init; }

    public const string Reported = "provider";
    public const string Estimated = "estimated";
}
