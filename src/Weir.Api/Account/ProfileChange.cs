namespace Weir.Api.Account;

/// <summary>Display fields to change; at least one. What is left out stays as it is.</summary>
/// <param name="DisplayName">1 to 200 characters on one line.</param>
/// <param name="AvatarUrl">An https address of at most 2,000 characters.</param>
/// <param name="Locale">A BCP 47 language tag such as <c>en</c> or <c>pt-BR</c>.</param>
internal sealed record ProfileChange(string? DisplayName = null, string? AvatarUrl = null, string? Locale = null);
