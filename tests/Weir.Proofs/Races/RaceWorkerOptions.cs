namespace Weir.Proofs.Races;

/// <summary>How a racing process is to run; it reads this as JSON from its standard input.</summary>
/// <param name="Connection">As <c>weir_app</c>.</param>
/// <param name="Seed">Of the world, which all processes share.</param>
/// <param name="Number">Of this process: its choices are its own.</param>
/// <param name="Operations">How many it is to do.</param>
/// <param name="Clients">How many of them at once.</param>
/// <param name="Journal">File that answers go to.</param>
internal sealed record RaceWorkerOptions(
    string Connection, int Seed, int Number, long Operations, int Clients, string Journal);
