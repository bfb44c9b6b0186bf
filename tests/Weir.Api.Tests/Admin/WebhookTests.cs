using System.Net;
using Weir.Api.Tests.Kit;
using Weir.Core.Billing;
using Weir.Data.Billing;

namespace Weir.Api.Tests.Admin;

public sealed class WebhookTests : AdminTest
{
    private const string Path = "/admin/v1/webhooks";

    [Fact]
    public async Task Messages_are_listed_once_each_and_a_parked_one_is_replayed_and_logged_once()
    {
        using var bell = new BillingBell();
        var inbox = new BillingInbox(Scritorio.Database.Weir, bell, TimeProvider.System);
        for (var i = 0; i < 3; i++) await inbox.ReceiveAsync(Message($"evt_{i}", i == 1), Stop);
        await new BillingQueue(Scritorio.Database.Weir, TimeProvider.System).WorkAsync(Stop);

        (await AllAsync(Path, 2)).Count.ShouldBe(3);
        (await AllAsync($"{Path}?provider=lemonsqueezy", 50)).ShouldBeEmpty();
        (await AllAsync($"{Path}?state=ignored", 50)).Count.ShouldBe(2);
        var parked = (await AllAsync($"{Path}?state=parked", 50)).ShouldHaveSingleItem();
        parked.Names().ShouldBe(
        [
            "id", "provider", "event_key", "mode", "type", "occurred_at", "received_at", "state", "attempts",
            "next_attempt_at", "reason", "processed_at",
        ]);
        parked.Text("reason").ShouldBe("No plan of the catalog has the price price_unsold.");
        var path = $"{Path}/{parked.Text("id")}";
        (await Admin.GetAsync(path, HttpStatusCode.OK)).At("facts")[0].Text("price_id").ShouldBe("price_unsold");

        (await Admin.PostAsync($"{path}/replay", new { }, HttpStatusCode.OK)).At("replayed").GetBoolean().ShouldBeTrue();
        (await Admin.PostAsync($"{path}/replay", new { }, HttpStatusCode.OK)).At("replayed").GetBoolean().ShouldBeFalse();
        (await LoggedAsync()).ShouldBe([$"webhook.replay {parked.Text("id")}"]);
    }

    [Fact]
    public async Task What_is_not_there_or_cannot_be_worked_on_says_so()
    {
        using var bell = new BillingBell();
        await new BillingInbox(Scritorio.Database.Weir, bell, TimeProvider.System).ReceiveAsync(Message("evt_1", false), Stop);
        var ignored = (await AllAsync(Path, 50)).ShouldHaveSingleItem();
        (await Admin.PostAsync($"{Path}/{ignored.Text("id")}/replay", new { }, HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["id"]);
        foreach (var id in (string[])["x", Guid.CreateVersion7().ToString()])
        {
            await Admin.GetAsync($"{Path}/{id}", HttpStatusCode.NotFound);
            await Admin.PostAsync($"{Path}/{id}/replay", new { }, HttpStatusCode.NotFound);
        }
        (await Admin.GetAsync($"{Path}?state=lost&provider=paypal&limit=0", HttpStatusCode.UnprocessableEntity)).FaultFields()
            .ShouldBe(["provider", "state", "limit"], ignoreOrder: true);
    }

    private static BillingEvent Message(string key, bool hasFacts) => new()
    {
        Provider = BillingProvider.Stripe,
        Mode = BillingMode.Test,
        EventKey = key,
        Type = "customer.subscription.updated",
        Facts = hasFacts
            ?
            [
                new SubscriptionFact("sub_1", new(DateTimeOffset.UnixEpoch, 0, "a"))
                {
                    BuyerId = "cus_1", PriceId = "price_unsold", Status = BillingStatus.Active,
                },
            ]
            : [],
    };
}
