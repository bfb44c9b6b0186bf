namespace Weir.Conformance.Tests.Kills;

/// <summary>Something that stops a message at one point.</summary>
internal interface IHold : IAsyncDisposable
{
    /// <summary>Completes when it stands there.</summary>
    Task ReachedAsync(CancellationToken cancellationToken);

    /// <summary>What PostgreSQL does for the message is undone.</summary>
    Task EndAsync(CancellationToken cancellationToken);

    /// <summary>Lets go. A PostgreSQL that was killed has done so itself.</summary>
    Task ReleaseAsync(CancellationToken cancellationToken);
}
