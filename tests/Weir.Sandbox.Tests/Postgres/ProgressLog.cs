using System.Collections.Concurrent;

namespace Weir.Sandbox.Tests.Postgres;

/// <summary>Keeps what was reported, at once and in order.</summary>
internal sealed class ProgressLog : IProgress<string>
{
    private readonly ConcurrentQueue<string> _lines = new();

    public string Text => string.Join('\n', _lines);

    public void Report(string value) => _lines.Enqueue(value);
}
