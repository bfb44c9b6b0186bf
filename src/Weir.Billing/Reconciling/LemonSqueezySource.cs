using System.Runtime.CompilerServices;
using System.Text.Json;
using Weir.Billing.LemonSqueezy;
using Weir.Billing.Providers;
using Weir.Billing.Webhooks;
using Weir.Core.Billing;

namespace Weir.Billing.Reconciling;

/// <summary>All subscriptions and licence keys of our store at Lemon Squeezy.</summary>
internal sealed class LemonSqueezySource(LemonSqueezyClient client) : IReconcileSource
{
    private delegate Task<ProviderReply> Listing(int page, CancellationToken cancellationToken);

    public BillingProvider Provider => BillingProvider.LemonSqueezy;

    public async IAsyncEnumerable<FetchedPage> ReadAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var kinds = new (string Kind, Listing List, Func<JsonElement, FactReading> Read)[]
        {
            ("subscription", client.ListSubscriptionsAsync, LemonSqueezyFacts.ReadSubscription),
            ("license", client.ListLicenseKeysAsync, LemonSqueezyFacts.ReadLicense),
        };
        foreach (var (kind, list, read) in kinds)
        {
            var last = 1;
            for (var number = 1; number <= last; number++)
            {
                var reply = await list(number, cancellationToken);
                if (Read(reply, kind, read, out last) is not { } page)
                {
                    yield return FetchedPage.Failed(
                        reply.IsSuccess ? ProviderProblems.Unexpected : ProviderProblems.Of(reply));
                    yield break;
                }
                yield return page;
            }
        }
    }

    private static FetchedPage? Read(
        ProviderReply reply, string kind, Func<JsonElement, FactReading> read, out int last)
    {
        last = 0;
        if (!reply.IsSuccess || reply.Body.ValueKind != JsonValueKind.Object
            || !reply.Body.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Array
            || PageNumber(reply.Body, "lastPage") is not { } lastPage)
            return null;
        last = lastPage;
        var objects = new List<FetchedObject>();
        foreach (var item in data.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object || !item.TryGetProperty("id", out var id)
                || id.ValueKind != JsonValueKind.String)
                return null;
            objects.Add(new FetchedObject($"{kind}:{id.GetString()}", read(item)));
        }
        return new FetchedPage(objects, PageNumber(reply.Body, "total"), null);
    }

    private static int? PageNumber(JsonElement body, string name) =>
        body.TryGetProperty("meta", out var meta) && meta.ValueKind == JsonValueKind.Object
        && meta.TryGetProperty("page", out var page) && page.ValueKind == JsonValueKind.Object
        && page.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt32(out var number)
            ? number
            : null;
}
