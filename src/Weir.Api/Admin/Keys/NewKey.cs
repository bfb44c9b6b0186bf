namespace Weir.Api.Admin.Keys;

/// <summary>A key to make.</summary>
/// <param name="Name">What it is for, 1 to 100 characters on one line.</param>
/// <param name="Scopes">What it shall allow: metering:read, metering:write, admin:read, admin:write.</param>
/// <param name="ExpiresAt">From when it is refused; never when left out.</param>
internal sealed record NewKey(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt);
