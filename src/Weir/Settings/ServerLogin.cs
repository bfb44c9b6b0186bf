using Npgsql;

namespace Weir.Settings;

/// <summary>
/// As whom the server works: always <c>weir_app</c>. When the address names another role, such as the one that
/// migrates, each session begins as <c>weir_app</c> and comes back to it after every reset. A transaction pooler may
/// drop that request; the start-up checks then refuse.
/// </summary>
internal static class ServerLogin
{
    private const string AppRole = "weir_app";
    private const int TransactionPoolerPort = 6543;

    public static string ConnectionString(NpgsqlConnectionStringBuilder address)
    {
        if (IsApp(address)) return address.ConnectionString;
        var login = new NpgsqlConnectionStringBuilder(address.ConnectionString);
        login.Options = string.IsNullOrEmpty(login.Options)
            ? $"-c role={AppRole}"
            : $"{login.Options} -c role={AppRole}";
        return login.ConnectionString;
    }

    /// <summary>True for <c>weir_app</c> and for Supavisor's <c>weir_app.project</c>.</summary>
    public static bool IsApp(NpgsqlConnectionStringBuilder address) => address.Username?.Split('.')[0] == AppRole;

    /// <summary>True for Supabase's pooler in transaction mode: no LISTEN, no session state.</summary>
    public static bool IsTransactionPooler(NpgsqlConnectionStringBuilder address) =>
        address.Port == TransactionPoolerPort;

    /// <summary>The same address with another role and password; a pooler's <c>.project</c> stays.</summary>
    public static NpgsqlConnectionStringBuilder As(NpgsqlConnectionStringBuilder address, string role, string password)
    {
        var project = address.Username?.Split('.', 2) is [_, var name] ? $".{name}" : "";
        return new NpgsqlConnectionStringBuilder(address.ConnectionString)
        {
            Username = role + project,
            Password = password,
        };
    }
}
