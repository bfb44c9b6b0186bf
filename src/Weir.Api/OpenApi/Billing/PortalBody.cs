namespace Weir.Api.OpenApi.Billing;

/// <summary>How the portal is to be opened.</summary>
/// <param name="ReturnUrl">Where the page's way back leads: https, at most 2,000 characters.</param>
internal sealed record PortalBody(string? ReturnUrl = null);
