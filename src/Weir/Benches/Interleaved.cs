namespace Weir.Benches;

/// <summary>
/// Runs subjects in turn, round after round: what the machine does meanwhile hits all of them alike. Each subject warms
/// up once, uncounted, and races for last units after each of its runs.
/// </summary>
internal static class Interleaved
{
    public static async Task<IReadOnlyList<Comparison.Line>> RunAsync(
        IReadOnlyList<(ISubject Subject, Shape Shape)> entries, int rounds, Window window, IBenchProgress progress,
        CancellationToken cancellationToken)
    {
        var runs = entries.Select(_ => new List<Measured>()).ToArray();
        var oversold = new long?[entries.Count];
        for (var round = 0; round <= rounds; round++)
        {
            for (var i = 0; i < entries.Count; i++)
            {
                var (subject, shape) = entries[i];
                progress.Step($"{shape.Name}: {subject.Name}, {(round == 0 ? "warm-up" : $"run {round} of {rounds}")}");
                if (round == 0) await subject.VisitAsync(shape, cancellationToken);
                var measured = await subject.RunAsync(shape, window, cancellationToken);
                if (round == 0) continue;
                if (measured.Operations == 0)
                {
                    throw new CommandFailedException(
                        $"{shape.Name}: nothing of {subject.Name} ended within a run. Take longer ones (--seconds).");
                }
                runs[i].Add(measured);
                if (await subject.RaceAsync(shape, cancellationToken) is { } race)
                    oversold[i] = (oversold[i] ?? 0) + race.Oversold;
            }
        }
        return [.. entries.Select((e, i) => new Comparison.Line(e.Subject.Name, e.Shape, runs[i], oversold[i]))];
    }
}
