using System.Globalization;
using Weir.Billing.Providers;
using Weir.Billing.Stripe;
using Weir.Data.Billing.Overage;

namespace Weir.Billing.Overage;

/// <summary>Tells one of Stripe's meters of one increase (facts/stripe §8), and judges the answer.</summary>
internal sealed class OverageSender(StripeClient stripe)
{
    /// <summary>Sends it once. What Stripe does never makes it throw.</summary>
    /// <exception cref="OperationCanceledException">The caller gave up: whether it was counted is unknown.</exception>
    public async Task<MessageFate> SendAsync(ClaimedMessage message, CancellationToken cancellationToken)
    {
        var form = new StripeForm()
            .With("event_name", message.EventName)
            .With("identifier", message.Id.ToString("D"))
            .With("timestamp", message.OccurredAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture))
            .With("payload[stripe_customer_id]", message.BuyerId)
            .With("payload[value]", message.Value.ToString(CultureInfo.InvariantCulture));
        return Judge(await stripe.ReportUsageAsync(form, message.ClaimId.ToString("D"), cancellationToken));
    }

    private static MessageFate Judge(ProviderReply reply)
    {
        // An attempt before it was counted, and its answer was lost.
        if (reply.IsSuccess || StripeClient.IsCountedAlready(reply)) return MessageFate.Sent;
        if (reply.Failure is { } failure)
        {
            return Failed(true, failure switch
            {
                ProviderFailure.Timeout => "Stripe did not answer in time.",
                ProviderFailure.Unreadable => "Stripe's answer could not be read.",
                _ => "Stripe could not be reached.",
            });
        }
        return reply.Status switch
        {
            401 or 403 => Failed(
                false, $"Stripe refuses the key with {Number(reply)}: it must be valid, and may write meter events."),
            429 => Failed(false, "Stripe takes no more calls for now (429)."),
            409 or >= 500 => Failed(true, $"Stripe answered {Number(reply)}."),
            _ => new(MessageOutcome.Refused, false, $"Stripe refused it with {Number(reply)}: {Details(reply)}."),
        };
    }

    private static MessageFate Failed(bool mayBeCounted, string reason) => new(MessageOutcome.Failed, mayBeCounted, reason);

    private static string Number(ProviderReply reply) => reply.Status.ToString(CultureInfo.InvariantCulture);

    /// <summary>Code and parameter: words of Stripe's own. Its message may quote what was sent.</summary>
    private static string Details(ProviderReply reply) => string.Join(
        " of ",
        new[] { reply.Text("error", "code") ?? reply.Text("error", "type") ?? "no code", reply.Text("error", "param") }
            .OfType<string>().Select(word => word.Length <= 100 ? word : word[..100]));
}
