using Weir.Core.Billing;

namespace Weir.Proofs.Signatures;

/// <summary>A message that a provider signed.</summary>
/// <param name="Provider">Who.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Second">When, in Unix seconds; of no meaning for Lemon Squeezy.</param>
/// <param name="Digits">The signature in hexadecimal digits.</param>
internal sealed record SignedMessage(BillingProvider Provider, byte[] Body, long Second, string Digits)
{
    public string Header => Provider == BillingProvider.Stripe ? $"t={Second},v1={Digits}" : Digits;
}
