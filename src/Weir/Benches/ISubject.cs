namespace Weir.Benches;

/// <summary>Something that is measured.</summary>
internal interface ISubject
{
    /// <summary>What it is called by in the results.</summary>
    string Name { get; }

    /// <summary>Sees every customer of the shape once, so that no run pays for first sights.</summary>
    Task VisitAsync(Shape shape, CancellationToken cancellationToken);

    /// <summary>Bears the shape's load for one window, after a warm-up.</summary>
    Task<Measured> RunAsync(Shape shape, Window window, CancellationToken cancellationToken);

    /// <summary>
    /// Races for the last units of customers. Null where a subject knows no such thing.
    /// </summary>
    Task<RaceResult?> RaceAsync(Shape shape, CancellationToken cancellationToken);
}
