using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Billing.Providers;
using Weir.Billing.Stripe;
using Weir.Core.Billing;

namespace Weir.Billing.Reconciling;

/// <summary>All subscriptions of Stripe, ended ones too.</summary>
internal sealed class StripeSource(StripeClient client, TimeProvider time) : IReconcileSource
{
    public BillingProvider Provider => BillingProvider.Stripe;

    public async IAsyncEnumerable<FetchedPage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? after = null;
        do
        {
            // Before the request: what happened since is told by events, which are newer.
            var seenAt = time.GetUtcNow();
            var reply = await client.ListSubscriptionsAsync(after, cancellationToken);
            if (Read(reply, seenAt) is not { Error: null } page)
            {
                yield return FetchedPage.Failed(reply.IsSuccess ? ProviderProblems.Unexpected : ProviderProblems.Of(reply));
                yield break;
            }
            yield return page;
            after = HasMore(reply) ? reply.Body.GetProperty("data")[page.Objects.Count - 1].GetProperty("id").GetString() : null;
        }
        while (after is not null);
    }

    private static FetchedPage? Read(ProviderReply reply, DateTimeOffset seenAt)
    {
        if (!reply.IsSuccess || reply.Body.ValueKind != JsonValueKind.Object
            || !reply.Body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array)
            return null;
        var objects = new List<FetchedObject>();
        foreach (var item in data.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("id", out var id)
                || id.ValueKind != JsonValueKind.String)
                return null;
            objects.Add(new FetchedObject($"subscription:{id.GetString()}", StripeFacts.ReadSubscription(item, seenAt)));
        }
        return objects.Count == 0 && HasMore(reply) ? null : new FetchedPage(objects, null, null);
    }

    private static bool HasMore(ProviderReply reply) =>
        reply.Body.TryGetProperty("has_more", out var more) && more.ValueKind == JsonValueKind.True;
}
