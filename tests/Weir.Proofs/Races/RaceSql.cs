namespace Weir.Proofs.Races;

/// <summary>What a superuser reads behind the racing processes' backs. A statement sees one instant.</summary>
internal static class RaceSql
{
    /// <summary>
    /// Rules that hold at every instant, broken: one text a violation. And, for what is resolved once for all, the holds that
    /// were resolved lately: <c>= hold state event</c>.
    /// </summary>
    public const string Snapshot = """
        with held as (
          select h.customer_id, l.bucket_id, sum(l.quantity) as units
          from weir.books as c
          join weir.holds as h on h.customer_id = c.customer_id and h.state = 'pending'
          cross join lateral unnest(h.lines) as l
          group by h.customer_id, l.bucket_id
        )
        select concat_ws(' ', 'bucket beyond its limit:', b.bucket_id, 'granted', b.granted, 'and', b.overage_allowed, 'used',
          b.used, 'held', b.held)
        from weir.buckets as b
        where b.used::numeric + b.held > b.granted::numeric + b.overage_allowed or least(b.used, b.held) < 0
        union all
        select concat_ws(' ', 'bucket holds what its pending holds do not:', coalesce(b.bucket_id, h.bucket_id), 'held',
          coalesce(b.held, 0), 'pending', coalesce(h.units, 0))
        from (select * from weir.buckets as b where b.held <> 0) as b
        full join held as h on h.customer_id = b.customer_id and h.bucket_id = b.bucket_id
        where coalesce(b.held, 0) <> coalesce(h.units, 0)
        union all
        select concat_ws(' ', '=', h.hold_id, h.state, coalesce(h.event_id::text, '-'))
        from weir.holds as h
        where h.state <> 'pending' and greatest(h.resolved_at, h.posted_at) > $1
        """;

    public const string Holds = """
        select h.customer_id, h.hold_id, h.state, h.event_id, (
            select string_agg(l.meter || ':' || l.quantity, ' ' order by l.meter)
            from (select l.meter, sum(l.quantity) as quantity from unnest(h.lines) as l group by l.meter) as l)
        from weir.holds as h
        """;

    public const string Events = """
        select e.customer_id, e.event_id, e.hold_id, (
            select string_agg(l.meter || ':' || l.quantity, ' ' order by l.meter)
            from (
              select l.meter, sum(l.quantity) as quantity from unnest(e.lines) as l group by l.meter having sum(l.quantity) <> 0
            ) as l)
        from weir.usage_events as e
        """;

    public const string Grants = "select g.customer_id, g.grant_id from weir.grants as g";

    public const string SomeBackend = """
        select pid from pg_stat_activity
        where datname = current_database() and usename = 'weir_app' order by random() limit 1
        """;

    public const string EndBackend = "select pg_terminate_backend($1)";

    public const string World = """
        insert into weir.meters (meter, unit, limit_kind) values
          ('ai_cost', 'nano_usd', 'granted'), ('generations', 'generation', 'granted');
        select weir.ensure_usage_partitions(now(), 2);
        """;

    public const string AddCustomers =
        "insert into weir.customers (customer_id, kind, created_at) select id, 'personal', '2020-01-01' from unnest($1) as id";
}
