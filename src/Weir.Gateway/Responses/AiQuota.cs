namespace Weir.Gateway.Responses;

/// <summary>What is left of the call's limited meter after it, in base units.</summary>
internal sealed record AiQuota(
    string Meter, long Granted, long Used, long Held, long Remaining, long HardLimit, DateTimeOffset? ResetsAt);
