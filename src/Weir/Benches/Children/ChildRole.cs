namespace Weir.Benches.Children;

/// <summary>What a process of the bench does.</summary>
internal enum ChildRole
{
    /// <summary>Weir's engine with its load generator, in one process.</summary>
    Engine,

    /// <summary>An HTTP server.</summary>
    Host,

    /// <summary>An HTTP server that providers send their messages to.</summary>
    Seller,

    /// <summary>A load generator over HTTP.</summary>
    Load,

    /// <summary>A load generator that calls one SQL statement an operation, where pgbench is missing.</summary>
    Calls,
}
