using Npgsql;
using Weir.Core.Deployment;
using Weir.Data.Connections;

namespace Weir.Data;

/// <summary>How the server reaches its database, and how long it may believe what it read.</summary>
public sealed class WeirDataOptions
{
    /// <summary>Connection as <c>weir_app</c>, possibly through a transaction pooler; a URL or Npgsql's form.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Connection as <c>weir_app</c> past the pooler, for LISTEN.</summary>
    /// <value>Null, the default: <see cref="ConnectionString"/> itself, unless it is a pooler's.</value>
    public string? DirectConnectionString { get; init; }

    /// <summary>Whether <see cref="ConnectionString"/> leads to a transaction pooler, which keeps no session state.</summary>
    /// <value>
    /// Null, the default: when there is a <see cref="DirectConnectionString"/>, or the port is Supabase's pooler port 6543.
    /// </value>
    public bool? Pooler { get; init; }

    /// <summary>Which default plan a new account gets.</summary>
    /// <value>Production.</value>
    public WeirMode Mode { get; init; } = WeirMode.Production;

    /// <value>20 connections of <see cref="ConnectionString"/>.</value>
    public int MaxPoolSize { get; init; } = 20;

    /// <value>2.</value>
    public int MinPoolSize { get; init; } = 2;

    /// <summary>How long to wait for a connection.</summary>
    /// <value>5 s.</value>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a statement may take.</summary>
    /// <value>15 s.</value>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How old a cached catalog, customer snapshot or set of service keys may get where no notification drops it first.
    /// </summary>
    /// <value>60 s.</value>
    public TimeSpan CacheTtl { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Most users whose snapshots are cached.</summary>
    /// <value>100,000.</value>
    public int SnapshotCapacity { get; init; } = 100_000;

    /// <summary>
    /// Reads of users' snapshots that run at once, each on a connection of its own; the engine's lanes need the others.
    /// </summary>
    /// <value>1 to 1,000; 8.</value>
    public int SnapshotLoads { get; init; } = 8;

    /// <summary>Reads of users' snapshots that may wait for their turn; further ones are refused as <c>overloaded</c>.</summary>
    /// <value>0 to 100,000; 248.</value>
    public int SnapshotLoadsWaiting { get; init; } = 248;

    /// <summary>Name in <c>pg_stat_activity</c>.</summary>
    /// <value><c>weir</c>.</value>
    public string ApplicationName { get; init; } = "weir";

    /// <summary>Every fault at once; empty when the options can be used.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        CheckConnection(ConnectionString, nameof(ConnectionString), faults);
        if (DirectConnectionString is not null) CheckConnection(DirectConnectionString, nameof(DirectConnectionString), faults);
        if (MaxPoolSize is < 1 or > 1000) faults.Add($"{nameof(MaxPoolSize)} must be between 1 and 1000.");
        if (MinPoolSize < 0 || MinPoolSize > MaxPoolSize)
            faults.Add($"{nameof(MinPoolSize)} must be between 0 and {nameof(MaxPoolSize)}.");
        CheckTime(ConnectTimeout, nameof(ConnectTimeout), TimeSpan.FromMinutes(5), faults);
        CheckTime(CommandTimeout, nameof(CommandTimeout), TimeSpan.FromMinutes(5), faults);
        CheckTime(CacheTtl, nameof(CacheTtl), TimeSpan.FromSeconds(60), faults);
        if (SnapshotCapacity < 1) faults.Add($"{nameof(SnapshotCapacity)} must be positive.");
        if (SnapshotLoads is < 1 or > 1000) faults.Add($"{nameof(SnapshotLoads)} must be between 1 and 1000.");
        if (SnapshotLoadsWaiting is < 0 or > 100_000)
            faults.Add($"{nameof(SnapshotLoadsWaiting)} must be between 0 and 100,000.");
        if (ApplicationName.Length is 0 or > 63) faults.Add($"{nameof(ApplicationName)} must have 1 to 63 characters.");
        return faults;
    }

    internal bool IsPooled(NpgsqlConnectionStringBuilder connection) =>
        Pooler ?? (DirectConnectionString is not null || connection.Port == 6543);

    private static void CheckConnection(string? text, string name, List<string> faults)
    {
        try
        {
            if (string.IsNullOrWhiteSpace(text)) faults.Add($"{name} is missing.");
            else ConnectionUrl.Parse(text);
        }
        catch (FormatException fault)
        {
            faults.Add($"{name}: {fault.Message}");
        }
    }

    private static void CheckTime(TimeSpan value, string name, TimeSpan most, List<string> faults)
    {
        if (value < TimeSpan.FromSeconds(1) || value > most)
            faults.Add($"{name} must be between 1 and {most.TotalSeconds:0} seconds.");
    }
}
