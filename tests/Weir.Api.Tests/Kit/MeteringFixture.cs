using Weir.Api.Tests.Kit;

[assembly: AssemblyFixture(typeof(MeteringFixture))]

namespace Weir.Api.Tests.Kit;

/// <summary>One server for all tests of metering that only need users of their own, and a key for it.</summary>
public sealed class MeteringFixture : IAsyncLifetime
{
    internal MeteringServer Metering { get; private set; } = null!;

    /// <summary>Calls with a key that may do all of metering.</summary>
    internal HttpClient Service { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Metering = await MeteringServer.StartAsync();
        Service = await Metering.ServiceAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Service?.Dispose();
        if (Metering is not null) await Metering.DisposeAsync();
    }

    internal Task<(Guid Id, HttpClient Http)> NewUserAsync() => Metering.NewUserAsync();
}
