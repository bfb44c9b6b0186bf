namespace Weir.Conformance.Tests.Live;

/// <summary>One scritorio system for all tests of a class; each test signs its own users up.</summary>
public sealed class ScritorioSystem : IAsyncLifetime
{
    internal LiveSystem Live { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Live = await LiveSystem.StartAsync();

    public ValueTask DisposeAsync() => Live.DisposeAsync();
}
