using Weir.Billing.Tests.Kit;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Webhooks;

/// <summary>One way to get a message in that the provider did not send, and the check that must stop it.</summary>
/// <param name="Name">What it tries.</param>
/// <param name="Status">HTTP status that it must get.</param>
/// <param name="Reason">The problem's <c>reason</c>, or its <c>code</c> where no signature was looked at.</param>
/// <param name="Request">The request.</param>
internal sealed record Forgery(string Name, int Status, string Reason, HookRequest Request)
{
    public BillingProvider Provider => Request.Provider;

    public override string ToString() => $"{Provider}: {Name}";
}
