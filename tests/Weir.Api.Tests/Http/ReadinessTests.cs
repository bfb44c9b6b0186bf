using System.Net;
using Weir.Api.Tests.Kit;
using Weir.Testing;

namespace Weir.Api.Tests.Http;

/// <summary>Readiness says what is, from "nothing is there" to "all is well" and back.</summary>
public sealed class ReadinessTests
{
    [Fact]
    public async Task Without_a_database_the_process_is_alive_and_not_ready()
    {
        await using var server = await ApiServer.StartAsync(ApiServer.NoDatabase);
        (await server.Http.GetAsync("/healthz", HttpStatusCode.OK)).Text("status").ShouldBe("ok");
        var state = await server.Http.GetAsync("/readyz", HttpStatusCode.ServiceUnavailable);
        state.Text("status").ShouldBe("not_ready");
        state.Text("checks", "database").ShouldBe("unreachable");
        state.Text("checks", "catalog").ShouldBe("unreachable");
        state.Text("checks", "keys").ShouldBe("ok");
    }

    [Fact]
    public async Task A_database_without_a_catalog_is_not_ready_until_one_is_applied()
    {
        await using var scritorio = await ScritorioServer.StartAsync(apply: false);
        var before = await scritorio.Server.Http.GetAsync("/readyz", HttpStatusCode.ServiceUnavailable);
        before.Text("checks", "database").ShouldBe("ok");
        before.Text("checks", "catalog").ShouldBe("missing");

        await ScritorioServer.ApplyAsync(scritorio.Database);
        var after = await scritorio.Server.Http.GetAsync("/readyz", HttpStatusCode.OK);
        after.Text("status").ShouldBe("ready");
        after.At("checks").Names().ShouldBe(["database", "catalog", "keys"]);
    }

    [Fact]
    public async Task A_database_without_the_schema_is_unfit_and_tells_strangers_no_more()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(TestContext.Current.CancellationToken);
        await using var server = await ApiServer.StartAsync(database.AppConnectionString);
        var state = await server.Http.GetAsync("/readyz", HttpStatusCode.ServiceUnavailable);
        state.Text("checks", "database").ShouldBe("unfit");
        state.GetRawText().ShouldNotContain("weir_app");
    }

    [Fact]
    public async Task Without_the_projects_keys_nobody_could_call()
    {
        await using var server = await ApiServer.StartAsync(ApiServer.NoDatabase);
        server.Project.IsUp = false;
        var state = await server.Http.GetAsync("/readyz", HttpStatusCode.ServiceUnavailable);
        state.Text("checks", "keys").ShouldBe("unreachable");
    }

    [Fact]
    public async Task However_many_ask_at_once_all_hear_the_same()
    {
        await using var server = await ApiServer.StartAsync(ApiServer.NoDatabase);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => server.Http.GetAsync("/readyz", HttpStatusCode.ServiceUnavailable)));
        answers.Select(a => a.GetRawText()).Distinct().Count().ShouldBe(1);
    }
}
