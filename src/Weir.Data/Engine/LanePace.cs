namespace Weir.Data.Engine;

/// <summary>
/// How many operations may wait in a lane, by how long its last ones took. Written by the lane alone, read by everybody.
/// </summary>
internal sealed class LanePace(EngineOptions options)
{
    // A batch weighs this much of what the one after it does: about ten batches count.
    private const double Memory = 0.9;

    private double _seconds;
    private double _operations;
    private volatile int _limit = options.QueueLimit;

    /// <summary>So many may always wait: one batch goes out together, so its own length says nothing about the wait.</summary>
    public int Least { get; } = Math.Min(options.MaxBatch, options.QueueLimit);

    /// <summary>So many may wait; from here on admissions are refused.</summary>
    public int Limit => _limit;

    /// <summary>A batch was answered.</summary>
    public void Sent(int operations, TimeSpan took)
    {
        _seconds = (_seconds * Memory) + took.TotalSeconds;
        _operations = (_operations * Memory) + operations;
        var fit = options.MaxWait.TotalSeconds * _operations / Math.Max(_seconds, double.Epsilon);
        _limit = (int)Math.Clamp(fit, Least, options.QueueLimit);
    }
}
