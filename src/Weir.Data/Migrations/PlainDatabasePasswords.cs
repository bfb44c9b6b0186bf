namespace Weir.Data.Migrations;

/// <summary>Passwords for the login roles of a plain database, of printable ASCII; null leaves a role's as it is.</summary>
/// <param name="Postgres">The migrating role.</param>
/// <param name="AuthAdmin"><c>supabase_auth_admin</c>, as which an auth service works.</param>
/// <param name="Authenticator"><c>authenticator</c>, as which a data API logs in.</param>
public sealed record PlainDatabasePasswords(string? Postgres, string? AuthAdmin, string? Authenticator)
{
    /// <inheritdoc />
    public override string ToString() => nameof(PlainDatabasePasswords);
}
