namespace Weir.Benches.Children;

/// <summary>The first thing that a process of the bench says.</summary>
/// <param name="Port">Where it listens; 0 when it does not.</param>
internal sealed record ChildReady(int Port);
