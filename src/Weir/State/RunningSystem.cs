namespace Weir.State;

/// <summary>Where a running <c>up</c> answers, and the keys to it.</summary>
/// <param name="ProcessId">The server.</param>
/// <param name="Url">Everything over HTTP.</param>
/// <param name="DatabaseUrl">The database, as the role that owns and migrates the schema.</param>
/// <param name="Blueprint">Its name.</param>
/// <param name="AnonKey">Public key of the sandbox's auth; null when <c>SUPABASE_URL</c> named a real project.</param>
/// <param name="ServiceRoleKey">Secret key of the sandbox's auth; null likewise.</param>
/// <param name="ProviderUrl">Base of the provider stand-ins; null when real keys replaced them all.</param>
internal sealed record RunningSystem(
    int ProcessId,
    string Url,
    string DatabaseUrl,
    string Blueprint,
    string? AnonKey,
    string? ServiceRoleKey,
    string? ProviderUrl);
