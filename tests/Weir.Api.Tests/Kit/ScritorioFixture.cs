using Weir.Api.Tests.Kit;

[assembly: AssemblyFixture(typeof(ScritorioFixture))]

namespace Weir.Api.Tests.Kit;

/// <summary>One development server for all tests that only need users of their own.</summary>
public sealed class ScritorioFixture : IAsyncLifetime
{
    internal ScritorioServer Scritorio { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Scritorio = await ScritorioServer.StartAsync();

    public ValueTask DisposeAsync() => Scritorio?.DisposeAsync() ?? ValueTask.CompletedTask;

    internal HttpClient NewUser(out Guid id)
    {
        id = Guid.CreateVersion7();
        return Scritorio.As(id);
    }
}
