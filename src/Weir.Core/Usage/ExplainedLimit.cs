namespace Weir.Core.Usage;

/// <summary>A limit of a narrower scope than the customer.</summary>
/// <param name="Scope">Kind of scope: <c>member</c>, <c>feature</c>.</param>
/// <param name="Subject">Which one: a user id, a feature code.</param>
/// <param name="PeriodStart">Null is always.</param>
/// <param name="PeriodEnd">When it counts from zero again; null is never.</param>
/// <param name="Used">Posted units.</param>
/// <param name="Held">Units in pending holds.</param>
/// <param name="HardLimit">Where calls stop.</param>
public sealed record ExplainedLimit(
    string Scope, string Subject, DateTimeOffset? PeriodStart, DateTimeOffset? PeriodEnd, long Used, long Held, long HardLimit);
