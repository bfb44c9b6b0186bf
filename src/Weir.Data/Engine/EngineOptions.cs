using System.ComponentModel.DataAnnotations;

namespace Weir.Data.Engine;

/// <summary>How <see cref="EngineClient"/> gathers operations into batches.</summary>
public sealed class EngineOptions
{
    /// <summary>Lanes, each with a connection of its own: a customer's operations always take the same lane.</summary>
    /// <value>Default: the number of processors, at most 8.</value>
    [Range(1, 64)]
    public int Lanes { get; set; } = Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Operations sent together at most.</summary>
    /// <value>Default 256.</value>
    [Range(1, 1000)]
    public int MaxBatch { get; set; } = 256;

    /// <summary>
    /// Admissions (reserve, record, consume) that may wait in one lane, however fast it is; beyond it they are refused at
    /// once. Settles and voids are never refused: the holds that they end bound their number.
    /// </summary>
    /// <value>Default 2,000.</value>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 2000;

    /// <summary>
    /// How long an admission is expected to wait in its lane at most, by what the lane's last operations took; beyond it
    /// admissions are refused at once. One batch may always wait: it goes out together.
    /// </summary>
    /// <value>1 ms to 10 s; default 100 ms.</value>
    public TimeSpan MaxWait { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Waits before a batch is sent again after a deadlock, a serialization failure or a lost connection.</summary>
    /// <value>Default 20, 100 and 400 ms: four attempts.</value>
    public IReadOnlyList<TimeSpan> RetryDelays { get; set; } =
        [TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(100), TimeSpan.FromMilliseconds(400)];

    /// <summary>Every fault; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(this, new ValidationContext(this), results, validateAllProperties: true);
        var faults = results.ConvertAll(r => $"Engine: {r.ErrorMessage}");
        if (RetryDelays is null || RetryDelays.Any(d => d < TimeSpan.Zero || d > TimeSpan.FromSeconds(10)))
            faults.Add("Engine: RetryDelays must each be between 0 and 10 s.");
        if (MaxWait < TimeSpan.FromMilliseconds(1) || MaxWait > TimeSpan.FromSeconds(10))
            faults.Add("Engine: MaxWait must be between 1 ms and 10 s.");
        return faults;
    }
}
