namespace Weir.Billing.Portal;

/// <summary>A page where a buyer manages what was bought.</summary>
/// <param name="Url">The provider's page, valid for a short time: ask again instead of keeping it.</param>
internal sealed record OpenedPortal(string Url);
