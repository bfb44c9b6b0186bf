using Weir.Core.Deployment;
using Weir.Http.Bodies;

namespace Weir.Billing.Checkout;

/// <summary>
/// An address that a provider sends the buyer back to: https (in development http too), at most 2,000 characters. Stripe's
/// <c>{CHECKOUT_SESSION_ID}</c> may stand in it.
/// </summary>
internal static class ReturnAddress
{
    public const int MostCharacters = 2000;

    /// <summary>Reads it as it was written; null when absent or faulty.</summary>
    public static string? Read(JsonObjectReader body, string name, WeirMode mode)
    {
        if (body.Text(name, MostCharacters, minLength: 1) is not { } text) return null;
        if (IsAllowed(text, mode)) return text;
        body.Faults.Add(
            body.PathOf(name),
            mode == WeirMode.Production ? "must be an https address" : "must be an https or http address");
        return null;
    }

    private static bool IsAllowed(string text, WeirMode mode) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps
            || (address.Scheme == Uri.UriSchemeHttp && mode == WeirMode.Development))
        && address.UserInfo.Length == 0
        && !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c));
}
