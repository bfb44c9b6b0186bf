using System.Net;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Admin;

public sealed class HoldTests : AdminTest
{
    private const string Path = "/admin/v1/holds";

    [Fact]
    public async Task A_hold_is_released_once_and_logged_once()
    {
        var id = await NewCustomerAsync();
        await Ledger.HoldAsync(Scritorio.Database.Weir, id, 3_000);
        var hold = (await AllAsync($"{Path}?customer_id={id}&state=pending", 50)).ShouldHaveSingleItem();
        hold.Names().ShouldBe(
        [
            "id", "state", "user_id", "feature", "reserved_at", "expires_at", "resolved_at", "event_id", "void_reason",
            "meters",
        ]);
        hold.At("meters")[0].At("quantity").GetInt64().ShouldBe(3_000);
        var path = $"{Path}/{hold.At("id").GetGuid()}/void";

        var stranger = await NewCustomerAsync();
        (await Admin.PostAsync(path, new { customer_id = stranger }, HttpStatusCode.NotFound)).Text("code")
            .ShouldBe("not_found");
        for (var i = 0; i < 2; i++)
            (await Admin.PostAsync(path, new { customer_id = id }, HttpStatusCode.OK)).Text("state").ShouldBe("voided");

        (await AllAsync($"{Path}?customer_id={id}&state=pending", 50)).ShouldBeEmpty();
        var voided = (await AllAsync($"{Path}?customer_id={id}&state=voided", 50)).ShouldHaveSingleItem();
        voided.Text("void_reason").ShouldBe("admin");
        (await LoggedAsync()).ShouldBe([$"hold.void {hold.At("id").GetGuid()}"]);
        (await Admin.GetAsync("/admin/v1/audit", HttpStatusCode.OK)).At("violations").EnumerateArray()
            .Where(v => v.Text("check") != "setting").ShouldBeEmpty();
    }

    [Fact]
    public async Task Bad_input_is_refused_by_field()
    {
        var any = Guid.CreateVersion7();
        (await Admin.PostAsync($"{Path}/{any}/void", """{"reason":"x"}""", HttpStatusCode.UnprocessableEntity))
            .FaultFields().ShouldBe(["customer_id", "reason"]);
        (await Admin.GetAsync($"{Path}?state=open", HttpStatusCode.UnprocessableEntity)).FaultFields()
            .ShouldBe(["customer_id", "state"]);
        (await Admin.PostAsync($"{Path}/x/void", new { customer_id = any }, HttpStatusCode.NotFound)).Text("code")
            .ShouldBe("not_found");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(200)]
    public async Task Holds_of_one_instant_are_listed_once_each(int limit)
    {
        var id = await NewCustomerAsync();
        for (var i = 0; i < 5; i++) await Ledger.HoldAsync(Scritorio.Database.Weir, id, 10);
        await Scritorio.RunAsync(
            "update weir.holds set reserved_at = '2026-01-01T00:00:00.123456Z', expires_at = '2026-01-01T00:10:00.123456Z'");
        var listed = (await AllAsync($"{Path}?customer_id={id}", limit)).Select(h => h.At("id").GetGuid()).ToList();
        listed.Count.ShouldBe(5);
        listed.ShouldBeUnique();
    }
}
