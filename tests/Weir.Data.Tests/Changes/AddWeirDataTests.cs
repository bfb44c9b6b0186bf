using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Weir.Core.Deployment;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Data.Tests.Changes;

public sealed class AddWeirDataTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_resolves_and_works_together()
    {
        await using var database = await TestDatabase.CreateWithCatalogAsync(null, Stop);
        var user = Guid.CreateVersion7();
        await using (var services = new ServiceCollection()
            .AddWeirData(new WeirDataOptions { ConnectionString = database.AppConnectionString, Mode = WeirMode.Development })
            .BuildServiceProvider())
        {
            (await services.GetRequiredService<CatalogCache>().GetAsync(Stop)).Catalog.Blueprint.ShouldBe("sample");
            (await services.GetRequiredService<SnapshotCache>().GetAsync(user, false, Stop)).Single().PlanCode.ShouldBe("starter");
            (await services.GetRequiredService<AccountStore>().GetProfileAsync(user, Stop)).ShouldNotBeNull();
            var weir = services.GetRequiredService<WeirDatabase>();
            (await Sql.ScalarAsync<string>(weir.App, "select current_setting('application_name')", Stop)).ShouldBe("weir");
            new NpgsqlConnectionStringBuilder(weir.App.ConnectionString).IncludeErrorDetail.ShouldBeFalse();
            weir.Direct.ShouldNotBeNull();
        }
        // A backend ends a moment after its client.
        var left = await LeftAsync();
        for (var i = 0; i < 100 && left > 0; i++)
        {
            await Task.Delay(50, Stop);
            left = await LeftAsync();
        }
        left.ShouldBe(0);

        Task<long> LeftAsync() => Sql.ScalarAsync<long>(
            database.Superuser,
            "select count(*) from pg_stat_activity where datname = current_database() and application_name like 'weir%'", Stop);
    }

    [Fact]
    public async Task A_pooler_gets_no_session_state_and_no_listener()
    {
        await using var services = new ServiceCollection()
            .AddWeirData(new WeirDataOptions { ConnectionString = "postgres://weir_app:x@pooler.example:6543/postgres" })
            .BuildServiceProvider();

        var weir = services.GetRequiredService<WeirDatabase>();

        weir.Direct.ShouldBeNull();
        var connection = new NpgsqlConnectionStringBuilder(weir.App.ConnectionString);
        (connection.NoResetOnClose, connection.MaxAutoPrepare, connection.Multiplexing).ShouldBe((true, 0, false));
    }

    [Fact]
    public async Task A_direct_connection_beside_a_pooler_is_for_listening()
    {
        await using var services = new ServiceCollection()
            .AddWeirData(new WeirDataOptions
            {
                ConnectionString = "postgres://weir_app:x@pooler.example/postgres",
                DirectConnectionString = "postgres://weir_app:x@db.example/postgres",
            })
            .BuildServiceProvider();

        var weir = services.GetRequiredService<WeirDatabase>();

        new NpgsqlConnectionStringBuilder(weir.App.ConnectionString).NoResetOnClose.ShouldBeTrue();
        new NpgsqlConnectionStringBuilder(weir.Direct.ShouldNotBeNull().ConnectionString).Host.ShouldBe("db.example");
    }

    [Fact]
    public void Wrong_options_are_all_named_at_once_and_no_password_is()
    {
        var refused = Should.Throw<ArgumentException>(() => new ServiceCollection().AddWeirData(new WeirDataOptions
        {
            ConnectionString = "postgres://weir_app:hunter2@",
            MaxPoolSize = 0,
            CacheTtl = TimeSpan.FromMinutes(5),
            SnapshotCapacity = 0,
        }));

        refused.Message.ShouldContain("ConnectionString");
        refused.Message.ShouldContain("MaxPoolSize");
        refused.Message.ShouldContain("CacheTtl");
        refused.Message.ShouldContain("SnapshotCapacity");
        refused.Message.ShouldNotContain("hunter2");
    }
}
