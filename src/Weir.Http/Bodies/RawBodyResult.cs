using Weir.Core.Errors;

namespace Weir.Http.Bodies;

/// <summary>Bytes that were read, or why they were not: exactly one of the two is set.</summary>
public sealed record RawBodyResult(byte[]? Bytes, WeirError? Error);
