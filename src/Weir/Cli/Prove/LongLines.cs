using System.Globalization;

namespace Weir.Cli.Prove;

/// <summary>Progress without a terminal: a line on standard error at every twentieth.</summary>
internal sealed class LongLines(string name, long total) : IProgress<long>
{
    private const int Parts = 20;
    private readonly Lock _gate = new();
    private long _part;

    public void Report(long value)
    {
        lock (_gate)
        {
            var part = Parts * value / total;
            if (part <= _part) return;
            _part = part;
        }
        Terminal.Error(string.Create(CultureInfo.InvariantCulture, $"{name}: {value:N0} of {total:N0} operations"));
    }
}
