namespace Weir.Conformance.Tests.Kills;

/// <summary>Who is killed.</summary>
public enum Victim
{
    /// <summary>The server; PostgreSQL rolls back what it was doing for it.</summary>
    Server,

    /// <summary>The server; PostgreSQL brings to its end what it was doing, for nobody, while the next server is there.</summary>
    ServerAlone,

    Postgres,
}
