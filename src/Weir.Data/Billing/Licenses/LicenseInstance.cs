namespace Weir.Data.Billing.Licenses;

/// <summary>Where a licence is activated.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name that the app gave it.</param>
/// <param name="ActivatedAt">Since when.</param>
public sealed record LicenseInstance(Guid Id, string Name, DateTimeOffset ActivatedAt);
