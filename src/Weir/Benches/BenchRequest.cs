namespace Weir.Benches;

/// <summary>What of the benches is to run, and how long.</summary>
internal sealed record BenchRequest
{
    /// <summary>Interleaved runs of each subject in each shape, whose medians are printed.</summary>
    public int Runs { get; init; } = 5;

    /// <summary>Length of a run; its first quarter is not counted.</summary>
    public int Seconds { get; init; } = 2;

    /// <summary>Which shapes; empty is all.</summary>
    public IReadOnlyList<string> Shapes { get; init; } = [];

    /// <summary>Which subjects; empty is all.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>Customers of the spread shapes.</summary>
    public int Customers { get; init; } = 10_000;

    /// <summary>Only shapes of so many server processes; null is 1 and 4.</summary>
    public int? Processes { get; init; }

    /// <summary>Rows of the loaded ledger.</summary>
    public long LedgerRows { get; init; } = 5_000_000;

    /// <summary>A short look: fewer shapes, shorter runs, no loaded ledger.</summary>
    public bool Quick { get; init; }

    /// <summary>Length of the run of webhooks; null is the bench's own.</summary>
    public int? WebhookSeconds { get; init; }

    /// <summary>Engine lanes; null is the product's default.</summary>
    public int? Lanes { get; init; }

    /// <summary>Most operations of a batch; null is the product's default.</summary>
    public int? MaxBatch { get; init; }

    /// <summary>Admissions that may wait in a lane; null is the product's default.</summary>
    public int? QueueLimit { get; init; }

    public Window Window => Window.OfSeconds(Seconds);

    public bool Wants(string shape) => Shapes.Count == 0 || Shapes.Contains(shape);

    public bool WantsSubject(string subject) => Subjects.Count == 0 || Subjects.Contains(subject);
}
