namespace Weir.Http.Authorization;

/// <summary>The scope that an endpoint asks of keys, for refusals and documentation.</summary>
/// <param name="Scope">One of <see cref="Core.Keys.Scope"/>.</param>
public sealed record RequiredScope(string Scope);
