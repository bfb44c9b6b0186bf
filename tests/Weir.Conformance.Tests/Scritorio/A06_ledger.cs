using System.Net;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Scritorio;

/// <summary>A6, A13: the append-only ledger keeps ids, tokens and cost, and never the text.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class A06_ledger(ScritorioSystem system)
{
    [Fact]
    public async Task A_call_leaves_one_event_with_the_apps_own_ids()
    {
        var user = await system.Live.SignUpAsync();
        var (status, answer) = await user.Http.PostAsync(Requests.Responses, new
        {
            feature = "act_summary",
            input = new { title = "Act one", chapters = new[] { new { title = "1", text = Requests.Chapter }, new { title = "2", text = Requests.Chapter } } },
            document = new { project_id = "local-project-7", document_id = "act-1" },
        });
        status.ShouldBe(HttpStatusCode.OK, answer.GetRawText());

        var (_, page) = await user.Http.GetJsonAsync("/v1/ai/usage/events");
        var row = page.GetProperty("data").EnumerateArray().ShouldHaveSingleItem();
        row.Text("feature").ShouldBe("act_summary");
        row.Text("provider").ShouldBe("openai");
        row.Text("project_id").ShouldBe("local-project-7");
        row.Text("document_id").ShouldBe("act-1");
        row.Text("status").ShouldBe("completed");
        row.Text("cost_usd").ShouldBe(answer.Text("usage", "cost_usd"));
        row.Text("provider_request_id").ShouldNotBeEmpty();
        page.GetRawText().ShouldNotContain("mill wheel");
    }

    [Theory]
    [InlineData("update weir.usage_events set cost_nano_usd = 0")]
    [InlineData("delete from weir.usage_events")]
    [InlineData("truncate weir.usage_events")]
    public async Task Nobody_rewrites_the_ledger(string sql)
    {
        var user = await system.Live.SignUpAsync();
        await user.Http.PostAsync(Requests.Responses, Requests.Summary());
        await using var command = system.Live.Database.CreateCommand(sql);
        await Should.ThrowAsync<Npgsql.PostgresException>(() => command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
    }
}
