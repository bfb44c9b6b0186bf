using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Kills;

/// <summary>
/// <c>kill -9</c> of the server in the middle of a checkout: the request that is sent again with its key finds the same page,
/// and the provider has one session.
/// </summary>
public sealed class KilledInCheckout : IAsyncLifetime
{
    private const string Path = "/v1/billing/checkout";
    private static readonly object s_body =
        new { plan = "managed_ai_monthly", provider = "stripe", success_url = "http://127.0.0.1/paid" };

    private LiveSystem _live = null!;
    private TestUser _user = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _live = await LiveSystem.StartAsync();
        _user = await _live.SignUpAsync();
        await _user.Http.GetJsonAsync("/v1/me");
    }

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact(Timeout = 180_000)]
    public async Task Before_the_provider_has_done_anything()
    {
        await ScriptAsync(new { match = new { path = "/v1/checkout/sessions" }, delay_ms = 60_000 });
        var asking = _user.Http.PostAsync(Path, s_body, "key");
        await UntilClaimedAsync();
        await DieAsync(asking);
        await ShouldFindOneSessionAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task After_the_provider_made_the_session_and_before_it_is_noted()
    {
        await ScriptAsync(new { match = new { path = "/v1/checkout/sessions" }, delay_ms = 3_000 });
        var asking = _user.Http.PostAsync(Path, s_body, "key");
        await UntilClaimedAsync();
        await using (var hold = await LockHold.TakeAsync(
            _live.Database, $"select from weir.checkout_keys where customer_id = '{_user.Id}' for update", Cancel))
        {
            await hold.ReachedAsync(Cancel);
            Sessions().Count.ShouldBe(1);
            await DieAsync(asking);
        }
        await ShouldFindOneSessionAsync();
    }

    [Fact(Timeout = 180_000)]
    public async Task After_the_providers_answers_were_lost()
    {
        await ScriptAsync(new { match = new { path = "/v1/checkout/sessions" }, times = 20, lose_answer = true });
        var (status, _) = await _user.Http.PostAsync(Path, s_body, "key");
        status.ShouldBe(HttpStatusCode.ServiceUnavailable);
        Sessions().Count.ShouldBe(1);
        await DieAsync(Task.CompletedTask);
        await ShouldFindOneSessionAsync();
    }

    private async Task ScriptAsync(object fault)
    {
        using var response = await _live.Http.PostAsJsonAsync("/sandbox/billing/stripe/script", new { faults = (object[])[fault] }, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
    }

    private async Task UntilClaimedAsync()
    {
        await using var command = _live.Database.CreateCommand("select count(*) from weir.checkout_keys where customer_id = $1");
        command.Parameters.Add(new() { Value = _user.Id });
        while ((long)(await command.ExecuteScalarAsync(Cancel))! == 0) await Task.Delay(20, Cancel);
    }

    private async Task DieAsync(Task asking)
    {
        await _live.Process.KillHardAsync();
        if (!asking.IsCompleted) await Should.ThrowAsync<HttpRequestException>(asking);
        await _live.RestartAsync();
    }

    private async Task ShouldFindOneSessionAsync()
    {
        var (status, first) = await _user.Http.PostAsync(Path, s_body, "key");
        status.ShouldBe(HttpStatusCode.OK, first.ToString());
        var (_, again) = await _user.Http.PostAsync(Path, s_body, "key");
        again.ToString().ShouldBe(first.ToString());
        Sessions().ShouldBe([first.Text("id")]);
    }

    /// <summary>What the stand-in has kept.</summary>
    private List<string> Sessions()
    {
        using var state = JsonDocument.Parse(File.ReadAllBytes(System.IO.Path.Combine(_live.StateFolder, "billing", "stripe.json")));
        return [.. state.RootElement.GetProperty("Sessions").EnumerateObject().Select(session => session.Name)];
    }
}
