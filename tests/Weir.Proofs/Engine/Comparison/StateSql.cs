namespace Weir.Proofs.Engine.Comparison;

/// <summary>Everything that customers have in the database, one text a row; rows that say nothing are left out.</summary>
internal static class StateSql
{
    /// <summary>$1: the customers.</summary>
    public const string Rows = """
        with mine as (select unnest($1::uuid[]) as customer_id), stored as (
          select 'day' as rollup, d.* from mine join weir.usage_daily as d using (customer_id)
          union all
          select 'month', m.* from mine join weir.usage_monthly as m using (customer_id)
        )
        select concat_ws(' ', 'subscription', s.customer_id, s.subscription_id, s.plan_code, s.plan_version, s.status,
          pg_temp.instant(s.anchor_at), pg_temp.instant(s.started_at), pg_temp.instant(s.ends_at))
        from mine join weir.subscriptions as s using (customer_id)
        union all
        select concat_ws(' ', 'grant', g.customer_id, g.grant_id, g.meter, g.priority, g.amount, g.overage_allowed,
          g.overage_withheld, g.period, pg_temp.instant(g.effective_at), pg_temp.instant(g.expires_at))
        from mine join weir.grants as g using (customer_id)
        union all
        select concat_ws(' ', 'bucket', b.customer_id, b.grant_id, pg_temp.instant(b.period_start),
          pg_temp.instant(b.period_end), b.granted, b.overage_allowed, b.used, b.held)
        from mine join weir.buckets as b using (customer_id) where b.used <> 0 or b.held <> 0
        union all
        select concat_ws(' ', 'tally', t.customer_id, t.meter, t.scope, coalesce(nullif(t.scope_key, ''), '-'), t.period,
          t.window_s, pg_temp.instant(t.period_start), pg_temp.instant(t.period_end), t.used, t.held)
        from mine join weir.tallies as t using (customer_id) where t.used <> 0 or t.held <> 0
        union all
        select concat_ws(' ', 'overrun', o.customer_id, o.meter, pg_temp.instant(o.period_start),
          pg_temp.instant(o.period_end), o.quantity)
        from mine join weir.overruns as o using (customer_id)
        union all
        select concat_ws(' ', 'hold', h.customer_id, h.hold_id, h.state, pg_temp.instant(h.reserved_at),
          pg_temp.instant(h.expires_at), coalesce(h.event_id::text, '-'), coalesce(h.feature, '-'),
          coalesce(h.user_id::text, '-'), (
            select string_agg(concat_ws(':', l.meter, l.grant_id, pg_temp.instant(l.period_start), l.quantity), ' '
              order by l.meter collate "C", l.grant_id, l.period_start)
            from (
              select l.meter, b.grant_id, b.period_start, sum(l.quantity) as quantity
              from unnest(h.lines) as l join weir.buckets as b on b.customer_id = h.customer_id and b.bucket_id = l.bucket_id
              group by l.meter, b.grant_id, b.period_start
            ) as l), (
            select string_agg(concat_ws(':', t.meter, t.scope, pg_temp.instant(t.period_start), l.quantity), ' '
              order by t.meter collate "C", t.scope, t.period_start)
            from unnest(h.tallies) as l join weir.tallies as t on t.customer_id = h.customer_id and t.tally_id = l.tally_id))
        from mine join weir.holds as h using (customer_id)
        union all
        select concat_ws(' ', 'event', e.customer_id, e.event_id, coalesce(e.hold_id::text, '-'),
          coalesce(e.corrects_event_id::text, '-'), pg_temp.instant(e.recorded_at), pg_temp.instant(e.occurred_at),
          coalesce(pg_temp.instant(e.claimed_at), '-'), e.late, coalesce(e.feature, '-'), coalesce(e.user_id::text, '-'),
          e.input_tokens, e.cached_input_tokens, e.cache_write_tokens, e.output_tokens, e.reasoning_tokens, e.cost_nano_usd, (
            select string_agg(concat_ws(':', l.meter, case when l.overrun then 'overrun' else coalesce(l.grant_id::text, '-') end,
                coalesce(pg_temp.instant(l.period_start), '-'), l.quantity), ' '
              order by l.meter collate "C", l.overrun, l.grant_id nulls first, l.period_start)
            from (
              select l.meter, l.overrun, b.grant_id, b.period_start, sum(l.quantity) as quantity
              from unnest(e.lines) as l
              left join weir.buckets as b on b.customer_id = e.customer_id and b.bucket_id = l.bucket_id
              where l.quantity <> 0
              group by l.meter, l.overrun, b.grant_id, b.period_start
            ) as l), (
            select string_agg(concat_ws(':', t.meter, t.scope, pg_temp.instant(t.period_start), l.quantity), ' '
              order by t.meter collate "C", t.scope, t.period_start)
            from unnest(e.tallies) as l join weir.tallies as t on t.customer_id = e.customer_id and t.tally_id = l.tally_id))
        from mine join weir.usage_events as e using (customer_id)
        union all
        select concat_ws(' ', u.rollup, u.customer_id, u.day, '-', coalesce(nullif(u.feature, ''), '-'), sum(u.events), 0,
          sum(u.input_tokens), sum(u.cached_input_tokens), sum(u.cache_write_tokens), sum(u.output_tokens),
          sum(u.reasoning_tokens), sum(u.cost_nano_usd))
        from stored as u group by u.rollup, u.customer_id, u.day, u.feature
        union all
        select concat_ws(' ', u.rollup, u.customer_id, u.day, u.meter, coalesce(nullif(u.feature, ''), '-'), 0, u.quantity)
        from stored as u where u.quantity <> 0
        union all
        select concat_ws(' ', 'key', k.customer_id, k.kind, k.key, coalesce(get_byte(k.request_hash, 0)::text, '-'),
          coalesce(k.hold_id::text, '-'), coalesce(k.event_id::text, '-'))
        from mine join weir.usage_keys as k using (customer_id)
        """;

    /// <summary>Instants as texts, of one form here and in C#.</summary>
    public const string Prepare = """
        create or replace function pg_temp.instant(p_at timestamptz) returns text language sql immutable as $$
          select case p_at when 'infinity' then 'never' when '-infinity' then 'always'
            else to_char(p_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') end
        $$;
        """;
}
