namespace Weir.Core.Usage;

/// <summary>Used beyond every hold and limit; counts against what is admitted until its period ends.</summary>
public sealed record ExplainedOverrun(long Quantity, DateTimeOffset? PeriodStart, DateTimeOffset? PeriodEnd);
