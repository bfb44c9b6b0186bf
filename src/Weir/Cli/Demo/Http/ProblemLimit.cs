namespace Weir.Cli.Demo.Http;

/// <summary>The numbers behind a refusal, in base units of the meter.</summary>
internal sealed record ProblemLimit(
    string Scope, string Meter, long Granted, long Used, long Held, long Requested, long Remaining, long HardLimit,
    DateTimeOffset? ResetsAt);
