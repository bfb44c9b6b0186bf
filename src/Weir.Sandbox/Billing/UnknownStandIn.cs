using Weir.Core.Errors;
using Weir.Http.Problems;

namespace Weir.Sandbox.Billing;

/// <summary>The answers about what does not exist.</summary>
internal static class UnknownStandIn
{
    public static WeirErrorResult Provider() => Of("There is no stand-in of this provider: stripe or lemonsqueezy.");

    public static WeirErrorResult Checkout() => Of("There is no checkout of this id.");

    public static WeirErrorResult Of(string message) => new(new WeirError(ErrorCode.NotFound, message));
}
