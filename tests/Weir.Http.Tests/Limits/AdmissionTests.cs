using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Weir.Core.Engine;
using Weir.Data;
using Weir.Data.Engine;
using Weir.Http.Limits;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Limits;

/// <summary>The gate in front of everything, with an engine whose database accepts connections and says nothing.</summary>
public sealed class AdmissionTests
{
    private const string Page = "https://app.example.com";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_full_engine_refuses_what_begins_something_before_anybody_is_asked_who_he_is()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var app = await StartAsync(silent);
        using (var before = await app.Http.PostAsync("/begin", null, Stop))
            before.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        var engine = app.Services.GetRequiredService<EngineClient>();
        var waiting = await FillAsync(engine);

        using (var refused = await app.Http.PostAsync("/Begin", new StringContent("no JSON"), Stop))
        {
            refused.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(1));
            refused.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
            (await refused.CodeAsync()).ShouldBe("overloaded");
            (await refused.Content.ReadAsStringAsync(Stop))
                .ShouldContain($"\"request_id\":\"{refused.Headers.GetValues("Weir-Request-Id").Single()}\"");
            refused.Headers.ConnectionClose.ShouldBeNull();
        }
        app.Logs.All.ShouldContain(line => line.Contains("Refused as too many: 1", StringComparison.Ordinal));
        using (var other = await app.Http.PostAsync("/end", null, Stop)) other.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var health = await app.GetAsync("/healthz")) health.StatusCode.ShouldBe(HttpStatusCode.OK);

        silent.Stop();
        foreach (var one in waiting) await Should.ThrowAsync<StoreUnavailableException>(one);
        engine.IsCongested.ShouldBeFalse();
        using var after = await app.Http.PostAsync("/begin", null, Stop);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_page_may_read_its_refusal()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var app = await StartAsync(silent);
        var waiting = await FillAsync(app.Services.GetRequiredService<EngineClient>());
        using var request = new HttpRequestMessage(HttpMethod.Post, "/begin");
        request.Headers.Add("Origin", Page);

        using var refused = await app.Http.SendAsync(request, Stop);

        (await refused.CodeAsync()).ShouldBe("overloaded");
        refused.Headers.GetValues("Access-Control-Allow-Origin").Single().ShouldBe(Page);
        silent.Stop();
        foreach (var one in waiting) await Should.ThrowAsync<StoreUnavailableException>(one);
    }

    private static Task<TestApp> StartAsync(TcpListener silent) => TestApp.StartAsync(
        options => options.CorsOrigins = [Page],
        app =>
        {
            app.MapPost("/begin", () => "begun").RequireAuthorization().WithAdmission();
            app.MapPost("/end", () => "ended");
        },
        $"Host=127.0.0.1;Port={((IPEndPoint)silent.LocalEndpoint).Port};Username=weir_app;Password=x;Database=none;Timeout=60",
        new EngineOptions { Lanes = 1, QueueLimit = 1, RetryDelays = [] });

    /// <summary>One is on its way, and one waits: the second is taken when the first has left the queue.</summary>
    private static async Task<IReadOnlyList<Task>> FillAsync(EngineClient engine)
    {
        var taken = new List<Task>();
        while (taken.Count < 2)
        {
            var operation = new ReserveOperation(
                Guid.CreateVersion7(), null, Guid.CreateVersion7(), null, [], TimeSpan.FromMinutes(1), null, null);
            var one = engine.ReserveAsync(operation, Stop).AsTask();
            if (one.IsCompletedSuccessfully) await Task.Delay(5, Stop);
            else taken.Add(one);
        }
        engine.IsCongested.ShouldBeTrue();
        return taken;
    }
}
