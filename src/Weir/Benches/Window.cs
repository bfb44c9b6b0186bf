namespace Weir.Benches;

/// <summary>How long a run lasts. Only what ends behind the warm-up is counted.</summary>
internal sealed record Window(TimeSpan WarmUp, TimeSpan Length)
{
    /// <summary>A run of whole seconds, whose first quarter warms up.</summary>
    public static Window OfSeconds(int seconds) =>
        new(TimeSpan.FromSeconds(seconds / 4.0), TimeSpan.FromSeconds(seconds * 3 / 4.0));

    public TimeSpan Total => WarmUp + Length;
}
