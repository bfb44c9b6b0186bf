using Npgsql;
using Weir.Core.Deployment;
using Weir.Sandbox.Auth;
using Weir.Settings;
using Weir.State;

namespace Weir.Server;

/// <summary>
/// How one local installation plays Supabase Auth: the same for the server and for commands that mint tokens.
/// </summary>
internal static class SandboxAuth
{
    /// <param name="state">Keeps the signing keys.</param>
    /// <param name="secrets">Project keys and the database password.</param>
    /// <param name="database">Address of the database, as whichever role.</param>
    /// <param name="url">The server's address.</param>
    public static SandboxAuthOptions Options(
        StateFolder state, SandboxSecrets secrets, NpgsqlConnectionStringBuilder database, string url) => new()
        {
            Mode = WeirMode.Development,
            ConnectionString = ServerLogin.As(database, "supabase_auth_admin", secrets.AuthPassword).ConnectionString,
            Url = url,
            StateFolder = state.Auth,
            AnonKey = secrets.AnonKey,
            ServiceRoleKey = secrets.ServiceRoleKey,
        };
}
