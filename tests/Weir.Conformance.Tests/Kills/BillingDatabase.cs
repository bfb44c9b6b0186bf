using Npgsql;
using Weir.Data.Catalogs;
using Weir.Data.Migrations;
using Weir.Testing;

namespace Weir.Conformance.Tests.Kills;

/// <summary>A Weir database on a PostgreSQL that may be killed; looked at from behind the product.</summary>
internal sealed class BillingDatabase : IAsyncDisposable
{
    /// <summary>What the trigger waits for before a message is marked as done.</summary>
    public const long BeforeMarked = 7_001;

    private const string Password = "weir-kills";

    // How often a message was applied, by the commits themselves; and a place to stop at before the mark is set.
    private const string Watch = """
        create table public.applied (event_key text not null);
        create function public.watch_applied() returns trigger language plpgsql security definer set search_path = '' as $$
        begin
          insert into public.applied values (new.event_key);
          perform pg_catalog.pg_advisory_xact_lock_shared(7001);
          return new;
        end $$;
        create trigger watch_applied before update on weir.billing_webhook_events for each row
          when (old.state = 'received' and new.state = 'processed') execute function public.watch_applied();
        """;

    // Everything that payments lead to, without the times at which Weir worked.
    private const string Rows = """
        select 'buyer ' || (to_jsonb(t))::text from weir.billing_customers as t where t.customer_id = any ($1)
        union all select 'subscription ' || (to_jsonb(t))::text from weir.billing_subscriptions as t where t.customer_id = any ($1)
        union all select 'payment ' || (to_jsonb(t))::text from weir.billing_payments as t
          where t.subscription_id in (select s.object_id from weir.billing_subscriptions as s where s.customer_id = any ($1))
        union all select 'entitlement ' || (to_jsonb(t) - 'updated_at')::text from weir.entitlements as t where t.customer_id = any ($1)
        union all select 'due ' || (to_jsonb(t))::text from weir.billing_dues as t where t.customer_id = any ($1)
        union all select 'plan ' || (to_jsonb(t) - array['subscription_id', 'started_at'])::text
          from weir.subscriptions as t where t.customer_id = any ($1) and t.ended_at is null
        union all select 'units ' || (to_jsonb(t) - array['grant_id', 'subscription_id', 'created_at', 'effective_at'])::text
          from weir.grants as t where t.customer_id = any ($1) and t.expires_at = 'infinity'
        order by 1
        """;

    private readonly NpgsqlConnectionStringBuilder _address;

    private BillingDatabase(NpgsqlConnectionStringBuilder address)
    {
        _address = address;
        Superuser = NpgsqlDataSource.Create(address);
    }

    public NpgsqlDataSource Superuser { get; }

    public static async Task<BillingDatabase> CreateAsync(
        CrashingPostgres server, string name, CancellationToken cancellationToken)
    {
        await using (var maintenance = NpgsqlDataSource.Create(server.ConnectionString))
            await Sql.RunAsync(maintenance, $"create database {name}", cancellationToken);
        var address = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = name };
        var database = new BillingDatabase(address);
        await PlainDatabase.PrepareAsync(
            database.Superuser, new PlainDatabasePasswords(Password, Password, Password), null, cancellationToken);
        await using var owner = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(address.ConnectionString) { Username = "postgres", Password = Password });
        await Migrator.MigrateAsync(owner, Password, null, cancellationToken);
        await new CatalogStore(owner, TimeProvider.System).ApplyAsync(Shop.Catalog(), false, false, cancellationToken);
        await Sql.RunAsync(database.Superuser, Watch, cancellationToken);
        return database;
    }

    /// <summary>As the server connects, past this port.</summary>
    public string UrlAt(int port) => $"postgres://weir_app:{Password}@127.0.0.1:{port}/{_address.Database}";

    public string Url => UrlAt(_address.Port);

    /// <summary>Customers as their first sign-in makes them.</summary>
    public async Task OpenAsync(IEnumerable<Guid> customers, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await using var command = Superuser.CreateCommand(
            "select count(*) from unnest($1) as u cross join lateral weir.open_account(u, 'starter', $2) as a");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. customers] });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = at });
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public Task<IReadOnlyList<string>> DescribeAsync(IEnumerable<Guid> customers, CancellationToken cancellationToken) =>
        ListAsync(Rows, new NpgsqlParameter<Guid[]> { TypedValue = [.. customers] }, cancellationToken);

    /// <summary>State and attempts of those that are in the inbox.</summary>
    public Task<IReadOnlyList<string>> InboxAsync(IEnumerable<Hook> hooks, CancellationToken cancellationToken) => ListAsync(
        "select format('%s %s %s', event_key, state, attempts) from weir.billing_webhook_events where event_key = any ($1) "
        + "order by event_key collate \"C\"", Keys(hooks), cancellationToken);

    /// <summary>A line for each time that one was applied.</summary>
    public Task<IReadOnlyList<string>> AppliedAsync(IEnumerable<Hook> hooks, CancellationToken cancellationToken) => ListAsync(
        "select event_key from public.applied where event_key = any ($1) order by event_key collate \"C\"", Keys(hooks),
        cancellationToken);

    public Task<IReadOnlyList<string>> ViolationsAsync(CancellationToken cancellationToken) => Sql.ListAsync(
        Superuser, "select a::text from weir.audit_entitlements(clock_timestamp()) as a", cancellationToken);

    public ValueTask DisposeAsync() => Superuser.DisposeAsync();

    private static NpgsqlParameter<string[]> Keys(IEnumerable<Hook> hooks) =>
        new() { TypedValue = [.. hooks.Select(hook => hook.Key)] };

    private async Task<IReadOnlyList<string>> ListAsync(
        string sql, NpgsqlParameter parameter, CancellationToken cancellationToken)
    {
        await using var command = Superuser.CreateCommand(sql);
        command.Parameters.Add(parameter);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<string>();
        while (await reader.ReadAsync(cancellationToken)) rows.Add(reader.GetString(0));
        return rows;
    }
}
