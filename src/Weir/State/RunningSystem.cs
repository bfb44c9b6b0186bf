namespace Weir.State;

/// <summary>Where a running <c>up</c> answers. Holds the database's password.</summary>
/// <param name="ProcessId">The server.</param>
/// <param name="Url">Everything over HTTP.</param>
/// <param name="DatabaseUrl">The database, as the role that owns and migrates the schema.</param>
/// <param name="Blueprint">Name of the blueprint, or its folder.</param>
/// <param name="HasSandboxAuth">False when <c>SUPABASE_URL</c> named a real project.</param>
/// <param name="ProviderUrl">Base of the provider stand-ins; null when real keys replaced them all.</param>
internal sealed record RunningSystem(
    int ProcessId, string Url, string DatabaseUrl, string Blueprint, bool HasSandboxAuth, string? ProviderUrl);
