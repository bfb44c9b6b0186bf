using Npgsql;
using Weir.Data.Audit;
using Weir.Testing;

namespace Weir.Data.Tests.Audit;

/// <summary>What concerns the whole database, broken by a superuser: settings, ledger, row security, rights, code.</summary>
public sealed class RuleAuditTests(RuleAuditTests.Scritorio scritorio) : IClassFixture<RuleAuditTests.Scritorio>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Check, what is named (part of the key), and how to break it.</summary>
    public static TheoryData<string, string, string> Breaks => new()
    {
        { "setting", "synchronous_commit", "set local synchronous_commit = off" },
        { "role_setting", "weir_app", "alter role weir_app set synchronous_commit = off" },
        { "role_setting", "every role", "do $$ begin execute format('alter database %I set synchronous_commit = off', current_database()); end $$" },
        { "table_logged", "holds", "alter table weir.holds set unlogged" },
        { "ledger_refuses", "append_only", "alter table weir.usage_events disable trigger usage_events_append_only" },
        { "ledger_refuses", "append_only", "alter table weir.usage_events_default disable trigger usage_events_append_only" },
        { "ledger_refuses", "no_truncate", "drop trigger usage_events_no_truncate on weir.usage_events_y2026m11" },
        {
            "ledger_refuses", "append_only",
            """
            drop trigger usage_events_append_only on weir.usage_events;
            create trigger usage_events_append_only before update or delete on weir.usage_events
              for each row when (false) execute function weir.usage_events_refuse_change()
            """
        },
        {
            "ledger_refusal_raises", "refuse_change",
            """
            create or replace function weir.usage_events_refuse_change() returns trigger language plpgsql set search_path = ''
              as $$ begin return new; end $$
            """
        },
        { "ledger_rights", "weir_engine", "grant update on weir.usage_events to weir_engine" },
        { "ledger_rights", "weir_engine", "grant update (cost_nano_usd) on weir.usage_events to weir_engine" },
        { "ledger_rights", "service_role", "grant delete on weir.usage_events_y2026m11 to service_role" },
        { "ledger_rules", "odd", "create rule odd as on insert to weir.usage_events do instead nothing" },
        { "ledger_whole", "usage_events_y2026m11", "alter table weir.usage_events detach partition weir.usage_events_y2026m11" },
        {
            "ledger_months", "2020-01",
            """
            insert into weir.usage_events
              select (jsonb_populate_record(null::weir.usage_events, '{"customer_id": "00000000-0000-7000-8000-000000000000",
                "recorded_at": "2020-01-01T00:00Z", "event_id": "00000000-0000-7000-8000-000000000001",
                "occurred_at": "2020-01-01T00:00Z", "input_tokens": 0, "cached_input_tokens": 0, "cache_write_tokens": 0,
                "output_tokens": 0, "reasoning_tokens": 0, "cost_nano_usd": 0, "price_version": 0, "retried": false,
                "late": false, "provenance": "client", "status": "completed", "lines": []}')).*
            """
        },
        { "row_security", "customers", "alter table weir.customers no force row level security" },
        { "row_security", "usage_events_y2026m11", "alter table weir.usage_events_y2026m11 disable row level security" },
        { "engine_policy", "customers_engine", "drop policy customers_engine on weir.customers" },
        { "other_policy", "odd", "create policy odd on weir.customers to anon using (true)" },
        { "other_policy", "odd", "create policy odd on weir.holds for select to authenticated using (true)" },
        { "other_policy", "odd", "create policy odd on weir.holds for insert to authenticated with check (customer_id = auth.uid())" },
        { "owner", "odd", "create table weir.odd (id int)" },
        { "owner", "odd", "create view weir.odd as select 1 as id" },
        { "role_attributes", "weir_engine", "alter role weir_engine bypassrls" },
        { "role_membership", "weir_app", "grant weir_engine to weir_app" },
        { "schema_rights", "authenticated", "grant usage on schema weir to authenticated" },
        { "schema_rights", "weir_app", "grant create on schema weir to weir_app" },
        { "relation_rights", "anon", "grant select on weir.customers to anon" },
        { "relation_rights", "public", "grant truncate on weir.members to public" },
        { "relation_rights", "weir_app", "grant select on weir.customers to weir_app" },
        { "relation_rights", "service_role", "create sequence weir.odd; grant usage on sequence weir.odd to service_role" },
        { "relation_rights", "weir_app", "create view weir.odd as select 1 as id; grant select on weir.odd to weir_app" },
        { "column_rights", "authenticated", "grant update (role) on weir.members to authenticated" },
        { "column_rights", "authenticated", "grant update (customer_id) on weir.subscriptions to authenticated" },
        { "column_rights", "authenticated", "grant update (user_id) on weir.profiles to authenticated" },
        { "column_rights", "weir_app", "grant select (name) on weir.plans to weir_app" },
        { "function_rights", "to authenticated", "grant execute on function weir.load_catalog() to authenticated" },
        { "function_rights", "to public", OddFunction },
        { "function_rights", "to weir_app", "grant execute on function weir.period_at(text, timestamptz, text, timestamptz) to weir_app" },
        { "function_rights_missing", "load_catalog", "revoke execute on function weir.load_catalog() from weir_app" },
        { "function_rights_missing", "weir.post to", "drop function weir.post" },
        { "server_rights_elsewhere", "auth", "grant usage on schema auth to weir_app" },
        { "function_of_release", "odd()", OddFunction },
        { "function_of_release", "settled_event", "drop function weir.settled_event(uuid, uuid, text)" },
        {
            "function_of_release", "is_zone(text)",
            "create or replace function weir.is_zone(p_zone text) returns boolean language sql set search_path = '' as 'select true'"
        },
        { "function_search_path", "load_catalog()", "alter function weir.load_catalog() reset all" },
        { "function_search_path", "load_catalog()", "alter function weir.load_catalog() set search_path = public" },
        { "function_owner", "odd()", OddFunction },
        { "function_definer", "load_catalog()", "alter function weir.load_catalog() security invoker" },
        {
            "trigger_function", "odd",
            """
            create function public.odd() returns trigger language plpgsql as 'begin return new; end';
            create trigger odd before insert on weir.customers for each row execute function public.odd()
            """
        },
        { "blueprint_view", "ai_usage_events", "alter view public.ai_usage_events reset (security_invoker)" },
        { "blueprint_view", "odd", "create materialized view public.odd as select * from weir.customers" },
        { "blueprint_view_rights", "anon", "grant select on public.ai_usage_events to anon" },
        { "blueprint_view_rights", "public", "grant select (id) on public.ai_usage_events to public" },
        { "blueprint_function", "odd()", "create function public.odd() returns int language sql security definer as 'select 1'" },
    };

    private const string OddFunction = "create function weir.odd() returns int language sql as 'select 1'";

    /// <summary>Settings are the server's: a throw-away one of tests does not wait for its disk, and the audit says so.</summary>
    [Fact]
    public async Task A_database_as_it_was_made_breaks_no_rule_and_has_what_its_settings_deserve()
    {
        await using var auditing = await BeginAsync();
        var off = await Sql.ListAsync(
            scritorio.Database.Superuser,
            "select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by 1",
            Stop);

        var report = await AuditAsync(auditing);

        report.Violations.Select(v => (v.Check, v.Key)).Order().ShouldBe(off.Select(setting => ("setting", setting)));
        report.Count.ShouldBe(off.Count);
        report.Steps.Select(step => step.Name).ShouldBe(
        [
            "buckets", "rollups", "tallies", "references", "holds", "rows", "payments", "overage", "keys", "durability", "ledger",
            "row security", "rights", "functions", "blueprint",
        ]);
    }

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Names_what_is_broken(string check, string key, string change)
    {
        await using var auditing = await BeginAsync();
        await Sql.RunAsync(auditing, change, Stop);

        var found = (await AuditAsync(auditing)).Violations.Where(v => v.Check == check).ToList();

        found.ShouldContain(v => v.Key.Contains(key, StringComparison.Ordinal), string.Join('\n', found));
        found.ShouldAllBe(v => v.CustomerId == null && v.Expected != v.Found);
    }

    /// <summary>A check that nobody has seen find something may look at nothing.</summary>
    [Fact]
    public void Every_check_is_broken_by_a_test()
    {
        var checks = Directory.GetFiles(Repository.File("db", "functions", "engine"), "audit_*.sql")
            .SelectMany(file => System.Text.RegularExpressions.Regex.Matches(File.ReadAllText(file), @"select [1-7], '(\w+)'"))
            .Select(match => match.Groups[1].Value);

        checks.Distinct().Order().ShouldBe(
            BookAuditTests.Drifts.Select(drift => drift.Data.Item1)
                .Concat(Breaks.Select(broken => broken.Data.Item1)).Distinct().Order());
    }

    [Fact]
    public async Task Lists_a_thousand_and_counts_the_rest()
    {
        await using var auditing = await BeginAsync();
        await Sql.RunAsync(
            auditing,
            "insert into weir.books (customer_id) select gen_random_uuid() from generate_series(1, 1500)",
            Stop);

        var report = await AuditAsync(auditing);

        report.Violations.Count(v => v.Check == "customer_there").ShouldBe(AuditReport.MaxListed);
        report.Steps.Single(step => step.Name == "references").Violations.ShouldBe(1500);
    }

    /// <summary>A transaction that ends without a trace.</summary>
    private async Task<NpgsqlConnection> BeginAsync()
    {
        var connection = await scritorio.Database.Superuser.OpenConnectionAsync(Stop);
        await Sql.RunAsync(connection, "begin", Stop);
        return connection;
    }

    private static Task<AuditReport> AuditAsync(NpgsqlConnection connection) =>
        Auditor.AskAsync(connection, DateTimeOffset.UnixEpoch, null, Stop);

    /// <summary>A database as an installation of scritorio has it: the compatibility views and rights included.</summary>
    public sealed class Scritorio : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await TestDatabase.CreateWithCatalogAsync(null, Stop);
            await Sql.RunAsync(Database.Superuser, "select weir.ensure_usage_partitions('2026-10-01', 8)", Stop);
            var compat = await File.ReadAllTextAsync(Repository.File("blueprints", "scritorio", "compat.sql"), Stop);
            await Sql.RunAsync(Database.Owner, compat, Stop);
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
