using Npgsql;
using Weir.Data.Connections;
using Weir.Settings;
using Weir.State;

namespace Weir.Cli.Doctor;

/// <summary>
/// What is to be examined: the environment's settings, completed by the local installation when it runs.
/// </summary>
internal sealed record Installation(
    WeirOptions Options,
    IReadOnlyList<string> Faults,
    RunningSystem? Running,
    NpgsqlConnectionStringBuilder? Server,
    Uri? SupabaseUrl)
{
    public static Installation Find(StateFolder state)
    {
        var running = state.Running();
        var settings = OptionsReader.Read(forServer: running is null, mode: null, out var faults);
        if (settings.Database is not null || running is null)
            return new Installation(settings, faults, running, settings.Database, settings.SupabaseUrl);
        var password = state.Secrets().AppPassword;
        var server = ServerLogin.As(ConnectionUrl.Parse(running.DatabaseUrl), "weir_app", password);
        return new Installation(settings, faults, running, server, settings.SupabaseUrl ?? new Uri(running.Url));
    }
}
