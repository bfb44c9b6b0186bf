namespace Weir.Conformance.Tests.Live;

/// <summary>A second <c>weir serve</c> on the same database.</summary>
internal sealed record SecondServer(WeirProcess Process, HttpClient Http) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Process.DisposeAsync();
    }
}
