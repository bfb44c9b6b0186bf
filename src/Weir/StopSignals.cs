using System.Runtime.InteropServices;

namespace Weir;

/// <summary>SIGINT, SIGTERM and SIGHUP ask for an orderly end; a second SIGINT does not wait for it.</summary>
internal sealed class StopSignals : IDisposable
{
    private const int Interrupted = 130;
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public StopSignals() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
        PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
    ];

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _source.Dispose();
    }

    private void OnSignal(PosixSignalContext context)
    {
        if (_source.IsCancellationRequested && context.Signal == PosixSignal.SIGINT) Environment.Exit(Interrupted);
        context.Cancel = true;
        _source.Cancel();
    }
}
