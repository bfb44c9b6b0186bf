using System.Text.Json;
using Weir.Core.Errors;

namespace Weir.Http.Bodies;

/// <summary>
/// A body that was read, or why it was not: exactly one of the two is set. Dispose it with the request.
/// </summary>
public sealed record JsonBodyResult(JsonDocument? Document, WeirError? Error) : IDisposable
{
    /// <inheritdoc />
    public void Dispose() => Document?.Dispose();
}
