namespace Weir.Core.Usage;

/// <summary>A limit that the plan sets beside the grants, as far as something has counted in it.</summary>
/// <param name="Scope">Kind of scope: <c>customer</c>, <c>member</c>, <c>feature</c>.</param>
/// <param name="Subject">
/// Which one: a user id, a feature code; empty for the customer, and for calls that name none.
/// </param>
/// <param name="PeriodStart">Null is always, or that nothing has counted yet.</param>
/// <param name="PeriodEnd">When it counts from zero again; null is never.</param>
/// <param name="Used">Posted units.</param>
/// <param name="Held">Units in pending holds.</param>
/// <param name="HardLimit">Where calls stop.</param>
public sealed record ExplainedLimit(
    string Scope, string Subject, DateTimeOffset? PeriodStart, DateTimeOffset? PeriodEnd, long Used, long Held, long HardLimit);
