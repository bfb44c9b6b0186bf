namespace Weir.Api.Operations;

/// <summary>The process answers.</summary>
/// <param name="Status">Always ok.</param>
internal sealed record Health(string Status);
