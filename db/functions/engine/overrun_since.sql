-- Purpose: what a post has overrun so far that counts for one of its groups (customer, meter, instant).
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.overrun_since(
  p_group integer, p_customer_ids uuid[], p_meters text[], p_instants timestamptz[],
  p_groups integer[], p_units bigint[], p_starts timestamptz[], p_ends timestamptz[]) returns numeric
language plpgsql immutable
set search_path = ''
as $function$
begin
  if cardinality(p_groups) = 0 then
    return 0;
  end if;
  return (
    select coalesce(sum(o.units), 0)
    from unnest(p_groups, p_units, p_starts, p_ends) as o (group_no, units, period_start, period_end)
    where p_customer_ids[o.group_no] = p_customer_ids[p_group] and p_meters[o.group_no] = p_meters[p_group]
      and o.period_start <= p_instants[p_group] and o.period_end > p_instants[p_group]);
end
$function$;
comment on function weir.overrun_since(integer, uuid[], text[], timestamptz[], integer[], bigint[], timestamptz[],
  timestamptz[]) is 'What a post has overrun so far that counts for one of its groups.';
