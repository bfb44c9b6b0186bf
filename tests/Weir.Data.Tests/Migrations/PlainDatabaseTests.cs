using Npgsql;
using Weir.Data.Migrations;
using Weir.Testing;

namespace Weir.Data.Tests.Migrations;

public sealed class PlainDatabaseTests
{
    private static readonly PlainDatabasePasswords s_none = new(null, null, null);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Makes_the_roles_and_the_auth_schema_that_supabase_has()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);

        (await Sql.ListAsync(
            database.Superuser,
            """
            select concat_ws(' ', rolname, case when rolcanlogin then 'login' end, case when rolsuper then 'super' end,
              case when rolcreaterole then 'createrole' end, case when rolbypassrls then 'bypassrls' end)
            from pg_roles where rolname in ('anon', 'authenticated', 'service_role', 'authenticator', 'postgres')
            order by rolname
            """,
            Stop)).ShouldBe(
            [
                "anon", "authenticated", "authenticator login", "postgres login createrole bypassrls", "service_role bypassrls",
            ]);
        (await Sql.ScalarAsync<string>(
            database.Superuser, "select pg_get_userbyid(datdba)::text from pg_database where datname = current_database()", Stop))
            .ShouldBe("postgres");
        await using var connection = await database.Owner.OpenConnectionAsync(Stop);
        await Sql.RunAsync(
            connection, """set role authenticated; set request.jwt.claims = '{"sub":"0199a5a0-0000-7000-8000-000000000001"}'""", Stop);
        (await Sql.ScalarAsync<Guid>(connection, "select auth.uid()", Stop))
            .ShouldBe(Guid.Parse("0199a5a0-0000-7000-8000-000000000001"));
    }

    [Fact]
    public async Task May_be_repeated()
    {
        await using var database = await TestDatabase.CreatePreparedAsync(Stop);

        (await PlainDatabase.PrepareAsync(database.Superuser, s_none, null, Stop)).ShouldBeTrue();
    }

    [Fact]
    public async Task Leaves_an_auth_schema_alone_that_somebody_else_made()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Stop);
        await Sql.RunAsync(database.Superuser, "create schema auth; create table auth.users (id uuid primary key)", Stop);

        (await PlainDatabase.PrepareAsync(database.Superuser, s_none, null, Stop)).ShouldBeFalse();

        (await Sql.ScalarAsync<long>(
            database.Superuser, "select count(*) from pg_class where relnamespace = 'auth'::regnamespace and relkind = 'r'", Stop))
            .ShouldBe(1);
    }

    [Fact]
    public async Task Only_a_superuser_can_prepare()
    {
        await using var database = await TestDatabase.CreateEmptyAsync(Stop);

        var refused = await Should.ThrowAsync<MigrationException>(
            PlainDatabase.PrepareAsync(database.Owner, s_none, null, Stop));

        refused.Message.ShouldContain("superuser");
    }

    [Fact]
    public async Task Passwords_are_stored_as_the_server_itself_would()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        await using var role = await TestRole.CreateAsync(database, "login", Stop);
        await using var connection = await database.Superuser.OpenConnectionAsync(Stop);

        (await StoredAsync(connection, role.Name)).ShouldSatisfyAllConditions(
            stored => ScramVerifier.Matches(stored, TestPostgres.Password).ShouldBeTrue("the server's own verifier"),
            stored => ScramVerifier.Matches(stored, "another").ShouldBeFalse());

        await RolePassword.SetAsync(connection, role.Name, "a'b\\c $1", Stop);
        var changed = await StoredAsync(connection, role.Name);
        ScramVerifier.Matches(changed, "a'b\\c $1").ShouldBeTrue();

        await using (var transaction = await connection.BeginTransactionAsync(Stop))
        {
            await RolePassword.SetIfDifferentAsync(connection, role.Name, "a'b\\c $1", Stop);
            await transaction.CommitAsync(Stop);
        }
        (await StoredAsync(connection, role.Name)).ShouldBe(changed);
    }

    [Theory]
    [InlineData("")]
    [InlineData("pässword")]
    [InlineData("line\nbreak")]
    public void A_password_that_would_need_preparation_is_refused(string password) =>
        Should.Throw<ArgumentException>(() => ScramVerifier.Create(password));

    private static Task<string> StoredAsync(NpgsqlConnection connection, string role) =>
        Sql.ScalarAsync<string>(connection, $"select rolpassword from pg_authid where rolname = '{role}'", Stop);
}
