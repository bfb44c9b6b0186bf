using System.Reflection;
using Npgsql;
using Weir.Testing;

namespace Weir.Data.Tests.Rights;

/// <summary>The roles are exactly those of design §3: read from pg_catalog, so that what is added later is held to it too.</summary>
public sealed class RightsTests(RightsTests.Migrated migrated) : IClassFixture<RightsTests.Migrated>
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Rules =>
        [.. typeof(Offenders).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => f.Name)];

    /// <summary>For each rule a change that breaks it, so that a rule that finds nothing is known to look.</summary>
    public static TheoryData<string, string> Breaks => new()
    {
        { nameof(Offenders.TablesWithoutForcedRowSecurity), "alter table weir.customers no force row level security" },
        { nameof(Offenders.TablesWithoutForcedRowSecurity), "create table weir.odd (id int)" },
        { nameof(Offenders.TablesWithoutEnginePolicy), "drop policy customers_engine on weir.customers" },
        { nameof(Offenders.TablesWithoutEnginePolicy), "create table weir.odd (id int)" },
        { nameof(Offenders.PoliciesForOthers), "create policy odd on weir.customers to anon using (true)" },
        { nameof(Offenders.TablesOfAnotherOwner), "create table weir.odd (id int)" },
        { nameof(Offenders.ViewsOfAnotherOwner), "create view weir.odd as select 1 as id" },
        { nameof(Offenders.FunctionsOfAnotherOwner), OddFunction },
        { nameof(Offenders.FunctionsWithoutSearchPath), OddFunction },
        { nameof(Offenders.FunctionsWithoutSearchPath), "alter function weir.load_catalog() reset all" },
        { nameof(Offenders.FunctionsWithoutComment), OddFunction },
        { nameof(Offenders.RightsOfClientsOnRelations), "grant select on weir.customers to anon" },
        { nameof(Offenders.RightsOfClientsOnRelations), "grant update (role) on weir.members to authenticated" },
        { nameof(Offenders.RightsOfClientsOnRelations), "grant truncate on weir.members to service_role" },
        { nameof(Offenders.RightsOfClientsOnSequences), "create sequence weir.odd; grant usage on sequence weir.odd to public" },
        { nameof(Offenders.RightsOfClientsOnFunctions), OddFunction },
        { nameof(Offenders.RightsOfClientsOnFunctions), "grant execute on function weir.load_catalog() to authenticated" },
        { nameof(Offenders.RightsOfClientsOnTheSchema), "grant usage on schema weir to authenticated" },
        { nameof(Offenders.RightsOfTheServerOnTables), "grant select on weir.customers to weir_app" },
        { nameof(Offenders.RightsOfTheServerOnTables), "grant select (name) on weir.plans to weir_app" },
        { nameof(Offenders.FunctionsOfTheServerWithItsOwnRights), "alter function weir.load_catalog() security invoker" },
        { nameof(Offenders.RightsOfTheServerElsewhere), "create table public.odd (id int); alter table public.odd owner to weir_app" },
        { nameof(Offenders.RightsOfTheServerElsewhere), "grant create on schema public to weir_app" },
        { nameof(Offenders.RightsOfTheServerElsewhere), "grant usage on schema auth to weir_app" },
        { nameof(Offenders.TextsWithoutBound), "alter table weir.customers add column note text" },
        { nameof(Offenders.ConstraintsNotNamedAfterTheirTable), "alter table weir.customers add constraint odd check (true)" },
        { nameof(Offenders.TablesWithoutComment), "comment on table weir.customers is null" },
    };

    private const string OddFunction = "create function weir.odd() returns int language sql as 'select 1'";

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task Nothing_breaks(string rule) =>
        (await Sql.ListAsync(migrated.Database.Superuser, Query(rule), Stop)).ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(Breaks))]
    public async Task Is_noticed(string rule, string change)
    {
        await using var connection = await migrated.Database.Superuser.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await Sql.RunAsync(connection, change, Stop);

        await using var command = new NpgsqlCommand(Query(rule), connection);
        (await command.ExecuteScalarAsync(Stop)).ShouldNotBeNull();
    }

    [Fact]
    public void Every_rule_that_a_database_of_ones_own_can_break_is_broken_once() =>
        Rules.Select(r => r.Data).Except([.. Breaks.Select(b => b.Data.Item1)])
            .ShouldBe([nameof(Offenders.RolesWithAttributes)], "roles belong to the cluster: other tests would see it");

    [Fact]
    public async Task The_server_is_refused_what_is_not_listed()
    {
        (await Refusal("select * from weir.customers")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Refusal("insert into weir.prices select * from weir.prices")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Refusal("select * from weir.apply_catalog('{}', false, now())")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Refusal("select * from auth.users")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Refusal("create table public.odd (id int)")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await Refusal("set role weir_engine")).ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task Row_security_binds_the_owner_too()
    {
        await using var database = await TestDatabase.CreateWithCatalogAsync(null, Stop);
        await using var connection = await database.Superuser.OpenConnectionAsync(Stop);
        (await Sql.ScalarAsync<long>(connection, "select count(*) from weir.plans", Stop)).ShouldBe(2);

        await Sql.RunAsync(connection, "set role weir_owner", Stop);

        (await Sql.ScalarAsync<long>(connection, "select count(*) from weir.plans", Stop)).ShouldBe(0);
    }

    private async Task<string> Refusal(string sql) =>
        (await Should.ThrowAsync<PostgresException>(Sql.RunAsync(migrated.Database.App, sql, Stop))).SqlState;

    private static string Query(string rule) => (string)typeof(Offenders).GetField(rule)!.GetRawConstantValue()!;

    public sealed class Migrated : IAsyncLifetime
    {
        public TestDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
