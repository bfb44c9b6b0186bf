namespace Weir.Sandbox.Postgres;

/// <summary>Which private PostgreSQL to run, and where it keeps its data.</summary>
public sealed class EmbeddedPostgresOptions
{
    /// <summary>
    /// Folder that belongs to this cluster alone. It keeps the superuser's password (mode 0600) and the data, unless
    /// the process is root and the account that runs PostgreSQL cannot reach it: then the data live below
    /// <c>/var/lib/weir</c>.
    /// </summary>
    public required string StateDirectory { get; init; }

    /// <summary>Port on 127.0.0.1.</summary>
    /// <value>0, the default, takes a free one.</value>
    public int Port { get; init; }

    /// <summary>Folder with <c>postgres</c> and <c>initdb</c>.</summary>
    /// <value>Null, the default: <c>WEIR_POSTGRES_BIN</c>, the npm package, the PATH, then Debian's folders.</value>
    public string? BinDirectory { get; init; }

    /// <summary>
    /// A throw-away cluster: made without waiting for the disk, run with <c>fsync=off</c>, and deleted with its folder
    /// when it stops or when this process dies in whatever way.
    /// </summary>
    public bool Ephemeral { get; init; }

    /// <summary>
    /// Keeps the data of a throw-away cluster in <c>/dev/shm</c> when that is memory with 2 GB free. Making and dropping
    /// databases, hundreds of files each, takes some file systems longer than all work in them. Not for durability.
    /// </summary>
    public bool PrefersMemory { get; init; }

    /// <value>100.</value>
    public int MaxConnections { get; init; } = 100;

    /// <summary>Further settings of postgresql.conf, which win over the ones chosen here.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
