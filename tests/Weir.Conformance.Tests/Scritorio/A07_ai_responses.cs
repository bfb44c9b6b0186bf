using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Scritorio;

/// <summary>A7, A8: feature calls, validated input, flex and the flex-to-fast retry with its routing detail.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class A07_ai_responses(ScritorioSystem system)
{
    [Fact]
    public async Task Features_are_listed_with_their_input_rules()
    {
        var user = await system.Live.SignUpAsync();
        var (status, answer) = await user.Http.GetJsonAsync("/v1/ai/features");
        status.ShouldBe(HttpStatusCode.OK);
        answer.GetRawText().ShouldContain("chapter_summary");
        answer.GetRawText().ShouldContain("act_summary");
    }

    [Fact]
    public async Task All_faults_of_the_input_come_at_once()
    {
        var user = await system.Live.SignUpAsync();
        var (status, problem) = await user.Http.PostAsync(Requests.Responses, new
        {
            feature = "chapter_summary",
            input = new { title = 7, colour = "red" },
            stream = "yes",
        });
        status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        var fields = problem.GetProperty("errors").EnumerateArray().Select(e => e.Text("field")).ToArray();
        fields.ShouldContain("input.title");
        fields.ShouldContain("input.text");
        fields.ShouldContain("input.colour");
        fields.ShouldContain("stream");
    }

    [Fact]
    public async Task An_unknown_feature_is_404()
    {
        var user = await system.Live.SignUpAsync();
        var (status, problem) = await user.Http.PostAsync(Requests.Responses, new { feature = "poem", input = new { text = "x" } });
        status.ShouldBe(HttpStatusCode.NotFound);
        problem.Text("code").ShouldBe("unknown_feature");
    }

    [Fact]
    public async Task A_stream_tells_routing_text_and_the_whole_object()
    {
        var user = await system.Live.SignUpAsync();
        var events = await user.Http.StreamAsync(Requests.Summary(stream: true));
        events[0].Event.ShouldBe("weir.routing");
        var text = string.Concat(events.Where(e => e.Event == "weir.delta").Select(e => e.Data.Text("text")));
        var (name, completed) = events[^1];
        name.ShouldBe("weir.completed");
        completed.Text("output", "text").ShouldBe(text);
        completed.Text("routing", "tier_served").ShouldBe("flex");
        completed.Text("quota", "meter").ShouldBe("ai_cost");
    }

    [Fact]
    public async Task No_flex_capacity_is_retried_on_the_default_tier_inside_the_same_hold()
    {
        var user = await system.Live.SignUpAsync();
        var text = "Only this text meets the busy flex tier. " + Requests.Chapter;
        await system.Live.ScriptProviderAsync(new { match = new { service_tier = "flex" }, times = 1, status = 429, code = "resource_unavailable" });
        try
        {
            var (status, answer) = await user.Http.PostAsync(Requests.Responses, Requests.Summary(text));
            status.ShouldBe(HttpStatusCode.OK, answer.GetRawText());
            answer.Text("routing", "tier_requested").ShouldBe("flex");
            answer.Text("routing", "tier_served").ShouldBe("default");
            answer.Text("routing", "retried").ShouldBe("true");
        }
        finally
        {
            await system.Live.ClearProviderScriptAsync();
        }
        var (_, usage) = await user.Http.GetJsonAsync("/v1/ai/usage/me");
        usage.Text("requests").ShouldBe("1");
        usage.Text("held_usd").ShouldBe("0.000000000");
    }

    [Fact]
    public async Task The_same_key_is_served_once()
    {
        var user = await system.Live.SignUpAsync();
        var (first, _) = await user.Http.PostAsync(Requests.Responses, Requests.Summary(), "chapter-1");
        first.ShouldBe(HttpStatusCode.OK);
        var (again, problem) = await user.Http.PostAsync(Requests.Responses, Requests.Summary(), "chapter-1");
        again.ShouldBe(HttpStatusCode.Conflict);
        problem.Text("code").ShouldBe("already_settled");
        var (other, conflict) = await user.Http.PostAsync(Requests.Responses, Requests.Summary("Another text."), "chapter-1");
        other.ShouldBe(HttpStatusCode.Conflict);
        conflict.Text("code").ShouldBe("idempotency_conflict");
    }
}
