namespace Weir.Core.Json;

/// <summary>Why <see cref="StrictJson"/> refused.</summary>
/// <param name="Kind">The rule that was broken.</param>
/// <param name="Position">Bytes from the start up to which all was well.</param>
public readonly record struct StrictJsonFault(StrictJsonFaultKind Kind, long Position);
