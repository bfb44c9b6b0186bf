namespace Weir.Api.OpenApi;

/// <summary>The numbers behind a limit, in the meter's base unit.</summary>
/// <param name="Scope">What was limited: customer, member, feature.</param>
/// <param name="Meter">Meter code.</param>
/// <param name="Granted">Units included.</param>
/// <param name="Used">Units used.</param>
/// <param name="Held">Units set aside for calls that are running.</param>
/// <param name="Requested">Units that this call asked for: its upper bound.</param>
/// <param name="Remaining">Units that can still be used.</param>
/// <param name="HardLimit">Where calls stop.</param>
/// <param name="ResetsAt">When the next period begins; null when waiting does not help.</param>
internal sealed record ProblemLimit(
    string Scope, string Meter, long Granted, long Used, long Held, long Requested, long Remaining, long HardLimit,
    DateTimeOffset? ResetsAt);
