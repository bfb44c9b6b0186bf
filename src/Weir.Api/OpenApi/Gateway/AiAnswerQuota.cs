namespace Weir.Api.OpenApi.Gateway;

/// <summary>What is left of the call's limited meter after it, in base units.</summary>
/// <param name="Meter">Meter code.</param>
/// <param name="Granted">Units included.</param>
/// <param name="Used">Units used.</param>
/// <param name="Held">Units set aside for calls that are running.</param>
/// <param name="Remaining">Units that can still be used.</param>
/// <param name="HardLimit">Where calls stop.</param>
/// <param name="ResetsAt">When the next period begins; null when none does.</param>
internal sealed record AiAnswerQuota(
    string Meter, long Granted, long Used, long Held, long Remaining, long HardLimit, DateTimeOffset? ResetsAt);
