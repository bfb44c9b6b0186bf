using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Scritorio;

/// <summary>A5, A9, A11: the plan with cap, hard limit and period; <c>usage/me</c>; the development plan on first call.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class A05_plan_and_usage(ScritorioSystem system)
{
    [Fact]
    public async Task The_first_request_makes_the_development_plan_and_later_ones_find_it()
    {
        var user = await system.Live.SignUpAsync();
        for (var i = 0; i < 2; i++)
        {
            var (status, usage) = await user.Http.GetJsonAsync("/v1/ai/usage/me");
            status.ShouldBe(HttpStatusCode.OK);
            usage.Text("customer_id").ShouldBe(user.Id.ToString());
            usage.Text("plan", "code").ShouldBe("dev_managed_ai");
            usage.Text("plan", "status").ShouldBe("active");
            usage.Text("used_usd").ShouldBe("0.000000000");
            usage.Text("remaining_usd").ShouldBe(usage.Text("hard_limit_usd"));
            var start = usage.GetProperty("period").GetProperty("start").GetDateTimeOffset();
            start.Day.ShouldBe(1);
            usage.GetProperty("period").GetProperty("end").GetDateTimeOffset().ShouldBe(start.AddMonths(1));
        }
    }

    [Fact]
    public async Task Usage_grows_by_what_the_call_cost()
    {
        var user = await system.Live.SignUpAsync();
        var (status, answer) = await user.Http.PostAsync(Requests.Responses, Requests.Summary());
        status.ShouldBe(HttpStatusCode.OK, answer.GetRawText());
        answer.Text("status").ShouldBe("completed");
        answer.Text("output", "text").ShouldNotBeEmpty();

        var (_, usage) = await user.Http.GetJsonAsync("/v1/ai/usage/me");
        usage.Text("used_usd").ShouldBe(answer.Text("usage", "cost_usd"));
        usage.Text("held_usd").ShouldBe("0.000000000");
        usage.Text("requests").ShouldBe("1");
        usage.Text("tokens", "total").ShouldBe(answer.Text("usage", "total_tokens"));
    }
}
