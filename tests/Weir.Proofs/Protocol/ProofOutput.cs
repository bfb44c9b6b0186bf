using System.Globalization;
using System.Text.Json;

namespace Weir.Proofs.Protocol;

/// <summary>What a proof's process writes: <c>done N</c> now and then, at last its result as one line of JSON.</summary>
internal sealed class ProofOutput : IProgress<long>
{
    private static readonly TimeSpan s_interval = TimeSpan.FromMilliseconds(500);
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web);
    private readonly Lock _gate = new();
    private readonly TimeProvider _time = TimeProvider.System;
    private long _last;

    public void Report(long value)
    {
        lock (_gate)
        {
            if (_last != 0 && _time.GetElapsedTime(_last) < s_interval) return;
            _last = _time.GetTimestamp();
            Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"done {value}"));
        }
    }

    public static void Write(ProofResult result) => Console.Out.WriteLine(JsonSerializer.Serialize(result, s_json));
}
