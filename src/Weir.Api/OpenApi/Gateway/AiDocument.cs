namespace Weir.Api.OpenApi.Gateway;

/// <summary>The client's own ids; Weir only keeps them in the ledger.</summary>
/// <param name="ProjectId">At most 200 characters.</param>
/// <param name="DocumentId">At most 200 characters.</param>
internal sealed record AiDocument(string? ProjectId = null, string? DocumentId = null);
