using Npgsql;
using Weir.Data.Accounts;
using Weir.Data.Catalogs;
using Weir.Testing;

namespace Weir.Data.Tests.Blueprints;

/// <summary>Row A4: paid account state through public. Own rows, whoever links them; nothing that could open a licence.</summary>
public sealed class ScritorioPaidStateTests : IAsyncLifetime
{
    private readonly Guid _ada = Guid.CreateVersion7();
    private readonly Guid _bob = Guid.CreateVersion7();
    private TestDatabase _database = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateWithCatalogAsync(SampleCatalog.Create() with { Blueprint = "scritorio" }, Stop);
        await BlueprintCompat.ApplyAsync(
            _database.Owner, "scritorio", await File.ReadAllTextAsync(Repository.File("blueprints", "scritorio", "compat.sql"), Stop), Stop);
        var accounts = new AccountStore(_database.Weir, TimeProvider.System);
        foreach (var (user, name) in ((Guid, string)[])[(_ada, "ada"), (_bob, "bob")])
        {
            await accounts.OpenAccountAsync(user, null, Stop);
            await BillingRows.AddAsync(_database, user, name, Stop);
        }
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("select id from public.subscriptions order by id", "linked-ada own-ada")]
    [InlineData("select id from public.license_keys order by id", "key-linked-ada key-own-ada")]
    [InlineData("select provider_customer_id from public.billing_customers", "buyer-ada")]
    [InlineData("select key from public.entitlements order by key", "over scritorio_pro")]
    public async Task A_user_sees_what_own_checkouts_and_own_buyers_link_and_nothing_else(string sql, string expected) =>
        string.Join(' ', await AsAsync(_ada, sql)).ShouldBe(expected);

    [Fact]
    public async Task The_views_show_state_in_the_words_of_the_app()
    {
        (await AsAsync(_ada, "select concat_ws(' ', provider, test_mode, status, price_id, quantity) from public.subscriptions where id = 'own-ada'"))
            .ShouldBe(["lemonsqueezy t active 1 1"]);
        (await AsAsync(
            _ada, "select concat_ws(' ', key_short, status, activation_limit, activation_usage) from public.license_keys where id = 'key-own-ada'"))
            .ShouldBe(["XXXX-ada active 3 1"]);
        (await AsAsync(_ada, "select concat_ws(' ', key, active, coalesce(expires_at::text, 'never')) from public.entitlements order by key"))
            .ShouldBe(["over f 2020-01-01 00:00:00+00", "scritorio_pro t never"]);
    }

    [Fact]
    public async Task A_buyer_that_was_deleted_is_not_shown()
    {
        await Sql.RunAsync(_database.Superuser, "update weir.billing_customers set deleted = true", Stop);

        (await AsAsync(_ada, "select provider_customer_id from public.billing_customers")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_subscription_of_one_customer_that_anothers_buyer_pays_is_the_firsts_alone()
    {
        await Sql.RunAsync(
            _database.Superuser, "update weir.billing_subscriptions set buyer_id = 'buyer-bob' where object_id = 'own-ada'", Stop);

        (await AsAsync(_ada, "select id from public.subscriptions where id = 'own-ada'")).ShouldBe(["own-ada"]);
        (await AsAsync(_bob, "select id from public.subscriptions where id = 'own-ada'")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("license_keys", "key_hash")]
    [InlineData("license_keys", "order_id")]
    [InlineData("license_instances", "name")]
    [InlineData("license_instances", "instance_id")]
    [InlineData("billing_payments", "object_id")]
    [InlineData("billing_webhook_events", "facts")]
    [InlineData("outbox", "buyer_id")]
    public async Task No_client_has_a_right_to(string table, string column)
    {
        foreach (var role in (string[])["anon", "authenticated", "service_role"])
        {
            (await Sql.ScalarAsync<bool>(
                _database.Superuser, $"select has_column_privilege('{role}', 'weir.{table}', '{column}', 'select')", Stop))
                .ShouldBeFalse(role);
        }
    }

    [Theory]
    [InlineData("billing_customers")]
    [InlineData("subscriptions")]
    [InlineData("license_keys")]
    [InlineData("entitlements")]
    public async Task No_client_may_change_a_view(string view)
    {
        foreach (var role in (string[])["anon", "authenticated", "service_role"])
        {
            foreach (var right in (string[])["insert", "update", "delete", "truncate", "references", "trigger"])
            {
                (await Sql.ScalarAsync<bool>(
                    _database.Superuser, $"select has_table_privilege('{role}', 'public.{view}', '{right}')", Stop))
                    .ShouldBeFalse($"{role} {right}");
            }
        }
    }

    /// <summary>As a data API does it: one transaction, the role, and the claims of the verified token.</summary>
    private async Task<IReadOnlyList<string>> AsAsync(Guid user, string sql)
    {
        await using var authenticator = _database.ConnectAs("authenticator");
        await using var connection = await authenticator.OpenConnectionAsync(Stop);
        await using var transaction = await connection.BeginTransactionAsync(Stop);
        await Sql.RunAsync(
            connection,
            $$"""set local role authenticated; set local timezone = 'UTC'; set local request.jwt.claims = '{"sub":"{{user}}","role":"authenticated"}'""",
            Stop);
        await using var command = new NpgsqlCommand(sql, connection);
        var rows = new List<string>();
        await using var reader = await command.ExecuteReaderAsync(Stop);
        while (await reader.ReadAsync(Stop)) rows.Add(reader.GetString(0));
        return rows;
    }
}
