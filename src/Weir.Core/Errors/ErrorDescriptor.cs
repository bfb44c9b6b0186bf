namespace Weir.Core.Errors;

/// <summary>What one <see cref="ErrorCode"/> means on the wire.</summary>
/// <param name="Code">The code.</param>
/// <param name="Name">Its stable snake_case name.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Title">Short, constant summary; never carries request data.</param>
/// <param name="Retryable">Whether the same request can succeed later without anything else changing.</param>
public sealed record ErrorDescriptor(ErrorCode Code, string Name, int Status, string Title, bool Retryable);
