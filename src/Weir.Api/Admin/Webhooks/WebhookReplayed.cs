namespace Weir.Api.Admin.Webhooks;

/// <summary>A message that is worked on again.</summary>
/// <param name="Id">The message.</param>
/// <param name="Replayed">False: it waited to be worked on anyway.</param>
internal sealed record WebhookReplayed(Guid Id, bool Replayed);
