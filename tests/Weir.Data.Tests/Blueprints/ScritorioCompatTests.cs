using Npgsql;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Data.Migrations;
using Weir.Testing;

namespace Weir.Data.Tests.Blueprints;

/// <summary>Rows A3, A5, A6, A10 of the design at the level of the database: who sees and changes what through public.</summary>
public sealed class ScritorioCompatTests : IAsyncLifetime
{
    private readonly Guid _ada = Guid.CreateVersion7();
    private readonly Guid _bob = Guid.CreateVersion7();
    private readonly string _compat = File.ReadAllText(Repository.File("blueprints", "scritorio", "compat.sql"));
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Views => 
    [
        "profiles", "ai_user_plans", "ai_usage_events", "billing_customers", "subscriptions", "license_keys", "entitlements",
    ];

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateWithCatalogAsync(SampleCatalog.Create() with { Blueprint = "scritorio" }, Stop);
        (await BlueprintCompat.ApplyAsync(_database.Owner, "scritorio", _compat, Stop)).ShouldBeTrue();
        var accounts = new AccountStore(_database.Weir, TimeProvider.System);
        foreach (var user in (Guid[])[_ada, _bob])
        {
            await accounts.OpenAccountAsync(user, user == _ada ? "starter" : "pro", Stop);
            await Sql.RunAsync(
                _database.Superuser,
                $"""
                insert into weir.usage_events (customer_id, recorded_at, event_id, occurred_at, user_id, input_tokens,
                  cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens, cost_nano_usd, price_version,
                  retried, late, feature, provider, model, provider_request_id, project_id, document_id, provenance, status, lines)
                values ('{user}', now(), gen_random_uuid(), now(), '{user}', 1000, 200, 0, 300, 100, 1234567, 1, false, false,
                  'chapter_summary', 'openai', 'gpt-5-mini', 'resp_1', 'novel', 'chapter-1', 'provider', 'completed', array[]::weir.usage_line[])
                """,
                Stop);
            await BillingRows.AddAsync(_database, user, user == _ada ? "ada" : "bob", Stop);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [MemberData(nameof(Views))]
    public async Task A_user_sees_own_rows_and_no_others(string view)
    {
        (await As("authenticated", _ada, $"select distinct user_id::text from public.{view}")).ShouldBe([_ada.ToString()]);
        (await As("authenticated", _bob, $"select distinct user_id::text from public.{view}")).ShouldBe([_bob.ToString()]);
        (await As("authenticated", _ada, $"select user_id::text from public.{view} where user_id = '{_bob}'")).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Without_a_user_there_are_no_rows_and_for_anon_no_access(string view)
    {
        (await As("authenticated", null, $"select user_id::text from public.{view}")).ShouldBeEmpty();
        (await Refusal("anon", null, $"select * from public.{view}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task The_service_role_reads_all_and_writes_nothing(string view)
    {
        (await As("service_role", null, $"select distinct user_id::text from public.{view}")).Count.ShouldBe(2);
        (await Refusal("service_role", null, $"delete from public.{view}")).ShouldBeOneOf(
            PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ObjectNotInPrerequisiteState);
    }

    [Theory]
    [InlineData("insert into public.{0} (user_id) values (gen_random_uuid())")]
    [InlineData("delete from public.{0}")]
    [InlineData("truncate public.{0}")]
    [InlineData("update public.{0} set user_id = gen_random_uuid()")]
    public async Task No_client_writes_rows(string statement)
    {
        foreach (var view in Views.Select(v => v.Data))
        {
            (await Refusal("authenticated", _ada, string.Format(null, statement, view))).ShouldBeOneOf(
                PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.ObjectNotInPrerequisiteState,
                PostgresErrorCodes.WrongObjectType);
        }
    }

    [Theory]
    [InlineData("weir.profiles")]
    [InlineData("weir.subscriptions")]
    [InlineData("weir.usage_events")]
    [InlineData("weir.prompts")]
    [InlineData("weir.license_keys")]
    [InlineData("weir.entitlements")]
    [InlineData("weir.billing_payments")]
    [InlineData("weir.load_catalog()")]
    public async Task Schema_weir_stays_closed(string relation)
    {
        foreach (var role in (string[])["anon", "authenticated", "service_role"])
            (await Refusal(role, _ada, $"select * from {relation}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task A_user_changes_own_display_fields()
    {
        var before = await Sql.ScalarAsync<DateTime>(_database.Superuser, $"select updated_at from weir.profiles where user_id = '{_ada}'", Stop);

        (await As(
            "authenticated", _ada, "update public.profiles set display_name = 'Ada', locale = 'en' returning display_name")).ShouldBe(["Ada"]);

        (await Sql.ListAsync(
            _database.Superuser, $"select coalesce(display_name, '-') from weir.profiles order by user_id <> '{_ada}'", Stop))
            .ShouldBe(["Ada", "-"]);
        (await Sql.ScalarAsync<DateTime>(_database.Superuser, $"select updated_at from weir.profiles where user_id = '{_ada}'", Stop))
            .ShouldBeGreaterThan(before);
    }

    [Fact]
    public async Task A_user_changes_nobody_elses_profile()
    {
        (await As(
            "authenticated", _ada, $"update public.profiles set display_name = 'x' where user_id = '{_bob}' returning user_id::text")).ShouldBeEmpty();
        (await As("authenticated", null, "update public.profiles set display_name = 'x' returning user_id::text")).ShouldBeEmpty();
        (await Refusal("anon", null, "update public.profiles set display_name = 'x'")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Theory]
    [InlineData("user_id = '00000000-0000-7000-8000-000000000000'")]
    [InlineData("id = '00000000-0000-7000-8000-000000000000'")]
    [InlineData("created_at = now()")]
    [InlineData("updated_at = now()")]
    public async Task A_user_changes_no_other_column(string assignment) =>
        (await Refusal("authenticated", _ada, $"update public.profiles set {assignment}")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);

    [Fact]
    public async Task What_the_columns_refuse_a_client_is_refused_too() =>
        (await Refusal("authenticated", _ada, $"update public.profiles set display_name = repeat('x', 201)"))
            .ShouldBe(PostgresErrorCodes.CheckViolation);

    [Fact]
    public async Task A_plan_shows_its_caps_in_dollars_and_the_period_that_the_engine_counts_by()
    {
        (await As(
            "authenticated", _ada,
            "select concat_ws(' ', plan_code, status, included_monthly_cap_usd, hard_limit_usd) from public.ai_user_plans"))
            .ShouldBe(["starter active 0.001000000 0.002000000"]);

        string[] anchors = ["2024-01-31 10:00+00", "2024-02-29 23:59:59+00", "2026-11-30 00:00+00", "2020-12-31 12:00+02"];
        foreach (var (anchor, zone) in anchors.Zip(["UTC", "Pacific/Kiritimati", "Asia/Kolkata", "Pacific/Pago_Pago"]))
        {
            await Sql.RunAsync(
                _database.Superuser,
                $"update weir.subscriptions set anchor_at = '{anchor}'; update weir.customers set zone = '{zone}'",
                Stop);
            foreach (var period in (string[])["billing_month", "calendar_month", "day"])
            {
                await Sql.RunAsync(_database.Superuser, $"update weir.plan_entitlements set period = '{period}' where kind = 'metered'", Stop);
                var shown = await As("authenticated", _ada, "select concat_ws(' ', period_start, period_end) from public.ai_user_plans");
                shown.ShouldBe(await Sql.ListAsync(
                    _database.Superuser,
                    $"select concat_ws(' ', period_start, period_end) from weir.period_at('{period}', '{anchor}', '{zone}', now())",
                    Stop));
            }
        }
    }

    [Fact]
    public async Task An_ended_plan_is_not_shown()
    {
        await Sql.RunAsync(_database.Superuser, "update weir.subscriptions set status = 'canceled', ended_at = started_at", Stop);

        (await As("authenticated", _ada, "select plan_code from public.ai_user_plans")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Usage_shows_what_a_call_used_and_cost() =>
        (await As(
            "authenticated", _ada,
            """
            select concat_ws(' ', project_id, document_id, feature, provider, model, provider_request_id, input_tokens,
              cached_input_tokens, output_tokens, reasoning_tokens, total_tokens, estimated_cost_usd, status)
            from public.ai_usage_events
            """))
            .ShouldBe(["novel chapter-1 chapter_summary openai gpt-5-mini resp_1 1000 200 300 100 1300 0.001234567 completed"]);

    [Fact]
    public async Task A_sign_up_makes_the_profile_before_the_first_call()
    {
        var user = Guid.CreateVersion7();

        await SignUpAsync(user);

        (await As("authenticated", user, "select user_id::text from public.profiles")).ShouldBe([user.ToString()]);
        (await As("authenticated", user, "select user_id::text from public.ai_user_plans")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_of_weirs_can_block_a_sign_up()
    {
        await Sql.RunAsync(_database.Superuser, "alter table weir.customers add constraint customers_never check (false) not valid", Stop);
        var user = Guid.CreateVersion7();

        await SignUpAsync(user);

        (await Sql.ScalarAsync<long>(_database.Superuser, $"select count(*) from auth.users where id = '{user}'", Stop)).ShouldBe(1);
        (await As("authenticated", user, "select user_id::text from public.profiles")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_script_runs_once_for_a_text_and_again_for_another()
    {
        (await BlueprintCompat.IsCurrentAsync(_database.Owner, "scritorio", _compat, Stop)).ShouldBeTrue();
        (await BlueprintCompat.ApplyAsync(_database.Owner, "scritorio", _compat, Stop)).ShouldBeFalse();

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(
            _ => BlueprintCompat.ApplyAsync(_database.Owner, "scritorio", _compat + "-- more\n", Stop)));

        results.Count(changed => changed).ShouldBe(1);
        (await BlueprintCompat.IsCurrentAsync(_database.Owner, "scritorio", _compat, Stop)).ShouldBeFalse();
        (await As("authenticated", _ada, "select user_id::text from public.profiles")).ShouldBe([_ada.ToString()]);
    }

    [Fact]
    public async Task Another_blueprints_script_is_refused_and_a_broken_one_leaves_nothing()
    {
        await Should.ThrowAsync<CatalogConflictException>(BlueprintCompat.ApplyAsync(_database.Owner, "resume", "select 1;", Stop));

        var failed = await Should.ThrowAsync<MigrationException>(
            BlueprintCompat.ApplyAsync(_database.Owner, "scritorio", "drop view public.profiles; select 1/0;", Stop));

        failed.Message.ShouldContain("22012");
        (await As("authenticated", _ada, "select user_id::text from public.profiles")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_role_that_cannot_hang_triggers_on_accounts_applies_the_rest()
    {
        await using var database = await TestDatabase.CreateWithCatalogAsync(SampleCatalog.Create() with { Blueprint = "scritorio" }, Stop);
        await Sql.RunAsync(database.Superuser, "revoke trigger on auth.users from postgres cascade", Stop);

        (await BlueprintCompat.ApplyAsync(database.Owner, "scritorio", _compat, Stop)).ShouldBeTrue();

        (await new AccountStore(database.Weir, TimeProvider.System).OpenAccountAsync(_ada, null, Stop)).ShouldHaveSingleItem();
    }

    /// <summary>As the auth service does it.</summary>
    private async Task SignUpAsync(Guid user)
    {
        await using var auth = _database.ConnectAs("supabase_auth_admin");
        await Sql.RunAsync(
            auth, $"insert into auth.users (id, email, is_sso_user, is_anonymous) values ('{user}', '{user}@example.org', false, false)", Stop);
    }

    /// <summary>As a data API does it: one transaction, the role, and the claims of the verified token.</summary>
    private async Task<IReadOnlyList<string>> As(string role, Guid? user, string sql)
    {
        await using var authenticator = _database.ConnectAs("authenticator");
        await using var connection = await authenticator.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        var claims = user is null ? "" : $$"""{"sub":"{{user}}","role":"{{role}}"}""";
        await Sql.RunAsync(connection, $"set local role {role}; set local request.jwt.claims = '{claims}'", Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        var rows = new List<string>();
        await using (var reader = await command.ExecuteReaderAsync(Stop))
        {
            while (await reader.ReadAsync(Stop)) rows.Add(reader.GetString(0));
        }
        await transaction.CommitAsync(Stop);
        return rows;
    }

    private async Task<string> Refusal(string role, Guid? user, string sql) =>
        (await Should.ThrowAsync<PostgresException>(As(role, user, sql))).SqlState;
}
