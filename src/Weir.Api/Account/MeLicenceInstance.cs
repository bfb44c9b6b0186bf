namespace Weir.Api.Account;

/// <summary>Where the licence is activated.</summary>
/// <param name="Id">The instance.</param>
/// <param name="Name">The name that the app gave it.</param>
/// <param name="ActivatedAt">Since when.</param>
internal sealed record MeLicenceInstance(Guid Id, string Name, DateTimeOffset ActivatedAt);
