namespace Weir.Api.OpenApi.Billing;

/// <summary>What is to be bought.</summary>
/// <param name="Plan">Code of a plan that is for sale.</param>
/// <param name="SuccessUrl">Where the buyer goes after paying: https, at most 2,000 characters. Left out: the server's own address for it.</param>
/// <param name="CancelUrl">Where the buyer goes who does not pay.</param>
/// <param name="Provider">stripe or lemonsqueezy. Left out: whoever sells the plan.</param>
internal sealed record CheckoutBody(
    string Plan, string? SuccessUrl = null, string? CancelUrl = null, string? Provider = null);
