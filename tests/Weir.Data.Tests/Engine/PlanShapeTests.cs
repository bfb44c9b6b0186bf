using Npgsql;
using Weir.Testing;

namespace Weir.Data.Tests.Engine;

/// <summary>The inner queries of the hot functions use indexes, whatever statistics the planner has or has not.</summary>
public sealed class PlanShapeTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private static readonly string[] s_growing = ["holds", "usage_events", "usage_keys"];

    [Fact]
    public async Task No_hot_function_reads_a_table_from_end_to_end()
    {
        await using var lab = new Lab(database);
        // Plans are made while the tables are empty and said to be so: the worst that can happen to them.
        await lab.SqlAsync("vacuum analyze");
        await using var connection = await lab.Database.App.OpenConnectionAsync(Lab.Token);
        var customers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => lab.CustomerAsync(1_000_000)));
        await RunAsync(connection, customers, rounds: 30);
        var before = await ReadAsync(connection);

        await RunAsync(connection, customers, rounds: 10);

        var after = await ReadAsync(connection);
        foreach (var (name, (scans, rows)) in after)
        {
            // 10 rounds of 30 operations of four kinds, a row or two each. A plan that reads all holds of a customer reads
            // thirty times that. The few rows that are always updated leave dead versions behind, which count too.
            var (scansBefore, rowsBefore) = before[name];
            // Holds, events and keys only grow; books, buckets and rollups are the ones that are updated: 30 versions a look-up.
            var limit = s_growing.Any(table => name.Contains(table, StringComparison.Ordinal)) ? 6000 : 100_000;
            (rows - rowsBefore).ShouldBeLessThan(limit, name);
            if (name.StartsWith("table ", StringComparison.Ordinal)) scans.ShouldBe(scansBefore, name);
        }
        after["index holds_pkey"].Scans.ShouldBeGreaterThan(before["index holds_pkey"].Scans);
    }

    [Fact]
    public async Task A_page_of_holds_reads_little_more_than_itself()
    {
        await using var lab = new Lab(database);
        var customer = await lab.CustomerAsync();
        await lab.SqlAsync($"""
            insert into weir.holds (customer_id, hold_id, state, reserved_at, expires_at, resolved_at, lines)
              select '{customer}', gen_random_uuid(), 'expired', t, t + interval '2 min', t + interval '2 min', array[]::weir.hold_line[]
              from generate_series(timestamptz '2026-11-01', '2026-11-01 01:59:59', interval '1 s') as t;
            analyze weir.holds;
            """);
        await using var connection = await lab.Database.App.OpenConnectionAsync(Lab.Token);
        var before = (await ReadAsync(connection)).Values.Sum(c => c.Rows);

        await Sql.RunAsync(
            connection,
            $"select weir.admin_holds('{customer}', null, '2026-11-01 01:00:00', '{Guid.CreateVersion7()}', 20)", Lab.Token);

        var after = await ReadAsync(connection);
        (after.Values.Sum(c => c.Rows) - before).ShouldBeLessThan(200);
    }

    private static async Task RunAsync(NpgsqlConnection connection, Guid[] customers, int rounds)
    {
        for (var round = 0; round < rounds; round++)
        {
            var holds = customers.Select(_ => Guid.CreateVersion7()).ToArray();
            var n = customers.Length;
            var operations = Enumerable.Range(1, n).ToArray();
            await using var batch = new NpgsqlBatch(connection)
            {
                BatchCommands =
                {
                    Command("select * from weir.reserve($1, $2, array_fill(null::uuid, array[$3]), $4, array_fill('f'::text, array[$3]), array_fill(60000::bigint, array[$3]), $5, array_fill(sha256('a'), array[$3]), $6, array_fill('ai_cost'::text, array[$3]), array_fill(10::bigint, array[$3]))",
                        Lab.Start, customers, n, holds, holds.Select(h => h.ToString()).ToArray(), operations),
                    Command("select * from weir.post($1, array_fill('settle'::text, array[$3]), $2, array_fill(null::uuid, array[$3]), $4, $4, array_fill(null::text, array[$3]), array_fill(null::bytea, array[$3]), $5, array_fill('ai_cost'::text, array[$3]), array_fill(12::bigint, array[$3]))",
                        Lab.Start, customers, n, holds, operations),
                    Command("select * from weir.void($1, $2, $4, array_fill('test'::text, array[$3]))", Lab.Start, customers, n, holds),
                    Command("select * from weir.balances($1, $2, array_fill('ai_cost'::text, array[$3]))", Lab.Start, customers, n),
                },
            };
            await batch.ExecuteNonQueryAsync(Lab.Token);
        }
    }

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value });
        return command;
    }

    /// <summary>Sequential scans of tables, and scans of indexes, with the rows that they returned.</summary>
    private static async Task<Dictionary<string, (long Scans, long Rows)>> ReadAsync(NpgsqlConnection connection)
    {
        await Sql.RunAsync(connection, "select pg_stat_force_next_flush()", Lab.Token);
        await Sql.RunAsync(connection, "select pg_stat_clear_snapshot()", Lab.Token);
        await using var command = new NpgsqlCommand(
            """
            select case c.relkind when 'i' then 'index ' else 'table ' end || c.relname, pg_stat_get_numscans(c.oid),
              pg_stat_get_tuples_returned(c.oid)
            from pg_class as c
            where c.relnamespace = (select oid from pg_namespace where nspname = 'weir') and c.relkind in ('i', 'r')
              and c.relname ~ '^(books|grants|buckets|overruns|holds|usage)_?'
            """,
            connection);
        await using var reader = await command.ExecuteReaderAsync(Lab.Token);
        var counts = new Dictionary<string, (long, long)>();
        while (await reader.ReadAsync(Lab.Token)) counts.Add(reader.GetString(0), (reader.GetInt64(1), reader.GetInt64(2)));
        return counts;
    }
}
