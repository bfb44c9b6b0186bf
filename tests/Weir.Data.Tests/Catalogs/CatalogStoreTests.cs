using Npgsql;
using Weir.Core.Accounts;
using Weir.Core.Catalog;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Data.Tests.Catalogs;

public sealed class CatalogStoreTests : IAsyncLifetime
{
    private readonly ManualTime _time = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
    private TestDatabase _database = null!;
    private CatalogStore _owner = null!;
    private CatalogStore _server = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(Stop);
        _owner = new CatalogStore(_database.Owner, _time);
        _server = new CatalogStore(_database.App, _time);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Before_the_first_apply_there_is_none() => (await _server.LoadAsync(Stop)).ShouldBeNull();

    [Fact]
    public async Task What_was_applied_is_what_is_loaded()
    {
        var catalog = SampleCatalog.Create();

        await ApplyAsync(catalog);

        var loaded = (await _server.LoadAsync(Stop)).ShouldNotBeNull();
        CatalogJson.Write(loaded).ShouldBe(CatalogJson.Write(catalog with
        {
            Meters = [.. catalog.Meters.OrderBy(m => m.Code, StringComparer.Ordinal)],
            Plans = [.. catalog.Plans.OrderBy(p => p.Code, StringComparer.Ordinal)],
            Prices = [.. catalog.Prices.OrderBy(p => p.Tier, StringComparer.Ordinal)],
        }));
        new CatalogIndex(loaded).FindRoute("pro", "summarize").ShouldNotBeNull().FirstByteTimeout.ShouldBe(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_first_apply_names_everything_it_adds() =>
        (await ApplyAsync(SampleCatalog.Create())).ShouldBe(
        [
            "add setting blueprint: sample",
            "add meter ai_cost: nano_usd, limit granted",
            "add meter ai_tokens: token, limit none",
            "add plan pro: version 1: +ai_cost 50000000 of 100000000 per billing_month, +managed_ai granted, +tts_tier 'basic'",
            "add plan starter: version 1: +ai_cost 1000000 of 2000000 per billing_month, +managed_ai granted, +tts_tier 'basic'",
            "add route pro/summarize: openai/gpt-5-mini (flex), else openai/gpt-5-mini (default)",
            "add route starter/summarize: openai/gpt-5-mini (flex), else openai/gpt-5-mini (default)",
            "add prompt summary: version 1",
            "add feature chapter_summary: Chapter summary",
            "add price openai/gpt-5-mini/default: version 1 from 2026-01-01",
            "add price openai/gpt-5-mini/flex: version 1 from 2026-01-01",
        ]);

    [Fact]
    public async Task The_same_catalog_again_changes_nothing_and_tells_nobody()
    {
        await ApplyAsync(SampleCatalog.Create());
        var before = await ContentAsync();
        await using var listener = await NotificationLog.StartAsync(_database, Stop);

        (await ApplyAsync(SampleCatalog.Create())).ShouldBeEmpty();

        (await ContentAsync()).ShouldBe(before);
        (await listener.ReadAsync(Stop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_is_told_once()
    {
        await using var listener = await NotificationLog.StartAsync(_database, Stop);

        await ApplyAsync(SampleCatalog.Create());

        (await listener.ReadAsync(Stop)).ShouldBe(["catalog"]);
    }

    [Fact]
    public async Task A_dry_run_answers_the_same_and_writes_nothing()
    {
        await ApplyAsync(SampleCatalog.Create());
        var before = await ContentAsync();
        var changed = SampleCatalog.Create() with { DropIn = true, Plans = [SampleCatalog.Plan("starter", 7)] };
        await using var listener = await NotificationLog.StartAsync(_database, Stop);

        var dry = await _owner.ApplyAsync(changed, dryRun: true, moveSubscribers: true, Stop);

        (await ContentAsync()).ShouldBe(before);
        (await listener.ReadAsync(Stop)).ShouldBeEmpty();
        (await _owner.ApplyAsync(changed, dryRun: false, moveSubscribers: true, Stop)).ShouldBe(dry);
    }

    [Fact]
    public async Task Changed_entitlements_are_a_new_version_and_old_subscribers_keep_theirs()
    {
        await ApplyAsync(SampleCatalog.Create());
        var user = Guid.CreateVersion7();
        var accounts = new AccountStore(_database.Weir, _time);
        await accounts.OpenAccountAsync(user, "starter", Stop);

        var lines = await ApplyAsync(SampleCatalog.Create() with
        {
            Plans = [SampleCatalog.Plan("starter", 5_000_000), SampleCatalog.Plan("pro", 50_000_000)],
        });

        lines.ShouldBe(
            ["change plan starter: version 2: ai_cost 1000000 of 2000000 per billing_month → 5000000 of 10000000 per billing_month"]);
        var index = new CatalogIndex((await _server.LoadAsync(Stop))!);
        index.FindPlan("starter", 1).ShouldNotBeNull().Entitlements.Single(e => e.Key == "ai_cost").Included.ShouldBe(1_000_000);
        index.FindCurrentPlan("starter").ShouldNotBeNull().Version.ShouldBe(2);
        (await accounts.OpenAccountAsync(user, "starter", Stop)).Single().PlanVersion.ShouldBe(1);
        (await accounts.OpenAccountAsync(Guid.CreateVersion7(), "starter", Stop)).Single().PlanVersion.ShouldBe(2);
    }

    [Fact]
    public async Task Subscribers_move_when_told_to_and_replicas_hear_of_it()
    {
        await ApplyAsync(SampleCatalog.Create());
        var user = Guid.CreateVersion7();
        var accounts = new AccountStore(_database.Weir, _time);
        await accounts.OpenAccountAsync(user, "starter", Stop);
        await using var listener = await NotificationLog.StartAsync(_database, Stop);

        var changes = await _owner.ApplyAsync(
            SampleCatalog.Create() with { Plans = [SampleCatalog.Plan("starter", 5), SampleCatalog.Plan("pro", 50_000_000)] },
            dryRun: false, moveSubscribers: true, Stop);

        changes.ShouldContain(new CatalogChange("change", "plan", "starter", "1 subscribers moved to the newest version"));
        (await accounts.OpenAccountAsync(user, "starter", Stop)).Single().PlanVersion.ShouldBe(2);
        (await listener.ReadAsync(Stop)).ShouldBe(["customers", "catalog"]);
    }

    [Fact]
    public async Task A_version_that_nobody_has_any_more_is_not_loaded()
    {
        await ApplyAsync(SampleCatalog.Create());
        await ApplyAsync(SampleCatalog.Create() with { Plans = [SampleCatalog.Plan("starter", 5)] });

        var loaded = (await _server.LoadAsync(Stop))!;

        loaded.Plans.Select(p => (p.Code, p.Version)).ShouldBe([("starter", 2)]);
    }

    [Fact]
    public async Task A_plan_that_is_taken_away_keeps_its_subscribers_and_takes_no_new_ones()
    {
        await ApplyAsync(SampleCatalog.Create());
        var user = Guid.CreateVersion7();
        var accounts = new AccountStore(_database.Weir, _time);
        await accounts.OpenAccountAsync(user, "pro", Stop);

        var lines = await ApplyAsync(SampleCatalog.Create() with { Plans = [SampleCatalog.Plan("starter", 1_000_000)] });

        lines.ShouldBe(["remove plan pro: retired; subscribers keep it"]);
        var index = new CatalogIndex((await _server.LoadAsync(Stop))!);
        index.FindRoute("pro", "summarize").ShouldNotBeNull();
        (await accounts.OpenAccountAsync(user, "pro", Stop)).Single().PlanCode.ShouldBe("pro");
        await Should.ThrowAsync<UnknownPlanException>(accounts.OpenAccountAsync(Guid.CreateVersion7(), "pro", Stop));

        (await ApplyAsync(SampleCatalog.Create())).ShouldBe(["add plan pro: version 1 again"]);
        (await accounts.OpenAccountAsync(Guid.CreateVersion7(), "pro", Stop)).Single().PlanVersion.ShouldBe(1);
    }

    [Fact]
    public async Task Routes_take_effect_at_once_for_every_version()
    {
        await ApplyAsync(SampleCatalog.Create());
        await new AccountStore(_database.Weir, _time).OpenAccountAsync(Guid.CreateVersion7(), "starter", Stop);
        var plan = SampleCatalog.Plan("starter", 5) with { Routes = [SampleCatalog.Route("priority")] };

        var lines = await ApplyAsync(SampleCatalog.Create() with { Plans = [plan, SampleCatalog.Plan("pro", 50_000_000)] });

        lines[^1].ShouldBe(
            "change route starter/summarize: openai/gpt-5-mini (flex), else openai/gpt-5-mini (default)"
            + " → openai/gpt-5-mini (priority), else openai/gpt-5-mini (default)");
        var loaded = (await _server.LoadAsync(Stop))!;
        loaded.Plans.Where(p => p.Code == "starter").Select(p => p.Routes.Single().Target.Tier).ShouldBe(["priority", "priority"]);
    }

    [Fact]
    public async Task A_changed_prompt_is_a_new_version_and_the_old_one_stays_as_it_was()
    {
        await ApplyAsync(SampleCatalog.Create());
        var prompt = SampleCatalog.Summary with { Instructions = "Summarise briefly." };

        var lines = await ApplyAsync(SampleCatalog.Create() with { Features = [SampleCatalog.Feature("chapter_summary", prompt)] });

        lines.ShouldBe(["change prompt summary: version 2", "change feature chapter_summary: prompt_version"]);
        (await _server.LoadAsync(Stop))!.Features.Single().Prompt.ShouldBe(prompt with { Version = 2 });
        (await Sql.ListAsync(_database.Superuser, "select instructions from weir.prompts order by prompt_version", Stop))
            .ShouldBe(["Summarise.", "Summarise briefly."]);
    }

    [Fact]
    public async Task Features_come_change_and_go()
    {
        await ApplyAsync(SampleCatalog.Create());
        var longer = SampleCatalog.Feature("chapter_summary", SampleCatalog.Summary) with { MaxOutputTokens = 3000, Entitlement = null };
        var act = SampleCatalog.Feature("act_summary", new Prompt("act", 1, "Act.", "{{text}}"));

        (await ApplyAsync(SampleCatalog.Create() with { Features = [longer, act] })).ShouldBe(
        [
            "add prompt act: version 1",
            "add feature act_summary: Chapter summary",
            "change feature chapter_summary: entitlement, max_output_tokens",
        ]);
        (await ApplyAsync(SampleCatalog.Create() with { Features = [act] })).ShouldBe(
            ["remove feature chapter_summary: Chapter summary"]);
    }

    [Fact]
    public async Task A_changed_price_is_a_new_version_and_its_history_stays()
    {
        await ApplyAsync(SampleCatalog.Create());

        var corrected = await ApplyAsync(SampleCatalog.Create() with
        {
            Prices = [SampleCatalog.Price("default", 300_000_000), SampleCatalog.Price("flex", 125_000_000)],
        });
        var raised = await ApplyAsync(SampleCatalog.Create() with
        {
            Prices =
            [
                SampleCatalog.Price("default", 400_000_000) with { EffectiveFrom = SampleCatalog.PricesFrom.AddMonths(6) },
                SampleCatalog.Price("flex", 125_000_000),
            ],
        });

        corrected.ShouldBe(["change price openai/gpt-5-mini/default: version 2 from 2026-01-01"]);
        raised.ShouldBe(["change price openai/gpt-5-mini/default: version 3 from 2026-07-01"]);
        var index = new CatalogIndex((await _server.LoadAsync(Stop))!);
        var before = index.FindPrice("openai", "gpt-5-mini", "default", SampleCatalog.PricesFrom.AddMonths(1)).ShouldNotBeNull();
        (before.Version, before.Rates.Input).ShouldBe((2, 300_000_000));
        var after = index.FindPrice("openai", "gpt-5-mini", "default", SampleCatalog.PricesFrom.AddMonths(7)).ShouldNotBeNull();
        (after.Version, after.Rates.Input).ShouldBe((3, 400_000_000));
        (await Sql.ScalarAsync<long>(_database.Superuser, "select count(*) from weir.prices", Stop)).ShouldBe(4);
    }

    [Fact]
    public async Task A_model_that_is_no_longer_priced_has_no_price()
    {
        await ApplyAsync(SampleCatalog.Create());

        var lines = await ApplyAsync(SampleCatalog.Create() with { Prices = [SampleCatalog.Price("default", 250_000_000)] });

        lines.ShouldBe(["remove price openai/gpt-5-mini/flex: retired: calls are refused"]);
        (await _server.LoadAsync(Stop))!.Prices.ShouldHaveSingleItem().Tier.ShouldBe("default");
        (await ApplyAsync(SampleCatalog.Create())).ShouldBe(["add price openai/gpt-5-mini/flex: version 2 from 2026-01-01"]);
    }

    [Fact]
    public async Task Meters_come_and_go_but_keep_their_unit()
    {
        await ApplyAsync(SampleCatalog.Create());

        (await ApplyAsync(SampleCatalog.Create() with { Meters = [new("ai_cost", "nano_usd", MeterLimit.None)], Features = [] }))
            .ShouldBe(
            [
                "change meter ai_cost: limit granted → none", "remove meter ai_tokens: retired",
                "remove feature chapter_summary: Chapter summary",
            ]);
        (await _server.LoadAsync(Stop))!.Meters.Select(m => m.Code).ShouldBe(["ai_cost"]);

        var refused = await Should.ThrowAsync<CatalogConflictException>(
            ApplyAsync(SampleCatalog.Create() with { Meters = [new("ai_cost", "cent", MeterLimit.Granted)] }));
        refused.Message.ShouldContain("ai_cost");
    }

    [Fact]
    public async Task A_meters_policy_of_late_events_comes_back_and_changes()
    {
        var catalog = SampleCatalog.Create();
        await ApplyAsync(catalog);
        var strict = catalog.Meters[0] with
        {
            LateEvents = LateEvents.Reject,
            LateAfter = TimeSpan.FromHours(1),
            FutureTolerance = TimeSpan.Zero,
        };

        (await ApplyAsync(catalog with { Meters = [strict, .. catalog.Meters.Skip(1)] })).ShouldBe(
            ["change meter ai_cost: events restate after 86400 s, 600 s ahead → reject after 3600 s, 0 s ahead"]);
        (await _server.LoadAsync(Stop))!.Meters.ShouldBe([strict, .. catalog.Meters.Skip(1)]);
        (await ApplyAsync(catalog with { Meters = [strict, .. catalog.Meters.Skip(1)] })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Settings_change_by_name()
    {
        await ApplyAsync(SampleCatalog.Create());

        (await ApplyAsync(SampleCatalog.Create() with
        {
            DropIn = true, DefaultPlanDevelopment = null, DefaultPlanProduction = "pro",
        })).ShouldBe(
        [
            "remove setting default_plan_development: starter",
            "add setting default_plan_production: pro",
            "change setting drop_in: false → true",
        ]);
    }

    [Fact]
    public async Task Another_blueprint_is_refused_and_nothing_is_written()
    {
        await ApplyAsync(SampleCatalog.Create());
        var before = await ContentAsync();

        var refused = await Should.ThrowAsync<CatalogConflictException>(
            ApplyAsync(SampleCatalog.Create() with { Blueprint = "other", DropIn = true }));

        refused.Message.ShouldBe("This database serves blueprint 'sample', not 'other'.");
        refused.InnerException.ShouldBeOfType<PostgresException>().SqlState.ShouldBe("WE001");
        (await ContentAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task The_customer_kind_is_fixed_by_the_first_customer()
    {
        await ApplyAsync(SampleCatalog.Create());
        await ApplyAsync(SampleCatalog.Create() with { CustomerKind = CustomerKind.Organization });
        await ApplyAsync(SampleCatalog.Create());
        await new AccountStore(_database.Weir, _time).OpenAccountAsync(Guid.CreateVersion7(), null, Stop);

        await Should.ThrowAsync<CatalogConflictException>(
            ApplyAsync(SampleCatalog.Create() with { CustomerKind = CustomerKind.Organization }));
    }

    [Fact]
    public async Task Of_racing_applies_each_change_is_made_once()
    {
        await ApplyAsync(SampleCatalog.Create());
        var changed = SampleCatalog.Create() with { Plans = [SampleCatalog.Plan("starter", 5), SampleCatalog.Plan("pro", 6)] };

        var results = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _owner.ApplyAsync(changed, dryRun: false, moveSubscribers: false, Stop)));

        results.Count(r => r.Count > 0).ShouldBe(1);
        (await Sql.ScalarAsync<long>(_database.Superuser, "select count(*) from weir.plans", Stop)).ShouldBe(4);
        (await Sql.ScalarAsync<long>(_database.Superuser, "select revision from weir.blueprint", Stop)).ShouldBe(3);
    }

    private async Task<IReadOnlyList<string>> ApplyAsync(AppCatalog catalog)
    {
        var changes = await _owner.ApplyAsync(catalog, dryRun: false, moveSubscribers: false, Stop);
        return [.. changes.Select(c => $"{c.Action} {c.Kind} {c.Key}: {c.Detail}")];
    }

    /// <summary>Every row of every catalog table.</summary>
    private async Task<string> ContentAsync()
    {
        string[] tables =
        [
            "blueprint", "meters", "plans", "plan_entitlements", "plan_model_routing", "prompts", "features", "prices",
            "subscriptions",
        ];
        var rows = new List<string>();
        foreach (var table in tables)
            rows.AddRange(await Sql.ListAsync(_database.Superuser, $"select to_jsonb(t)::text from weir.{table} as t order by 1", Stop));
        return string.Join('\n', rows);
    }
}
