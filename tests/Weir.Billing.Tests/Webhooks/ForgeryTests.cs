using System.Text.Json;
using Weir.Billing.Tests.Kit;

namespace Weir.Billing.Tests.Webhooks;

/// <summary>Every forgery is stopped by its own check, and of none is anything left.</summary>
public sealed class ForgeryTests
{
    [Fact]
    public async Task Every_forgery_is_refused_by_its_own_check_and_leaves_nothing()
    {
        await using var server = await WebhookServer.StartAsync();
        foreach (var forgery in Forgeries.All)
        {
            var answer = await server.SendAsync(forgery.Request);
            answer.Status.ShouldBe(forgery.Status, forgery.ToString());
            if (answer.Body.Length > 0) ReasonOf(answer.Body).ShouldBe(forgery.Reason, forgery.ToString());
            else forgery.Reason.ShouldBeEmpty(forgery.ToString());
        }

        Forgeries.All.Count.ShouldBeGreaterThan(90);
        (await server.RowsAsync("e.event_key")).ShouldBeEmpty();
        server.HasCalledOut.ShouldBeFalse();
        server.Logs.All.Where(line => !line.StartsWith("Debug ", StringComparison.Ordinal)
            && !line.StartsWith("Trace ", StringComparison.Ordinal) && line.Contains(" Weir.", StringComparison.Ordinal)).ShouldBeEmpty();
        string.Join('\n', server.Logs.All).ShouldNotContain("canary");
    }

    private static string ReasonOf(string body)
    {
        using var problem = JsonDocument.Parse(body);
        problem.RootElement.GetProperty("detail").GetString()!.ShouldNotContain("canary");
        return (problem.RootElement.TryGetProperty("reason", out var reason) ? reason : problem.RootElement.GetProperty("code"))
            .GetString()!;
    }
}
