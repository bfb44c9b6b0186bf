using System.Text;

namespace Weir.Proofs.Races;

/// <summary>
/// Acknowledged answers, each written to the file before its client goes on. The kernel keeps what was written when the
/// process is killed.
/// </summary>
internal sealed class RaceJournal(string path) : IDisposable
{
    private readonly FileStream _file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    private readonly Lock _gate = new();

    public void Write(RaceAnswer answer)
    {
        var line = Encoding.ASCII.GetBytes(answer.ToLine() + "\n");
        lock (_gate) _file.Write(line);
    }

    public void Dispose() => _file.Dispose();

    public static IEnumerable<RaceAnswer> Read(string path) =>
        File.Exists(path) ? File.ReadLines(path).Select(RaceAnswer.Parse).OfType<RaceAnswer>() : [];
}
