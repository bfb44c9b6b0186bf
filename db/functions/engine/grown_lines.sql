-- Purpose: the lines of a hold that grew: one a bucket and meter, in the order in which they were first taken.
-- Locks: none. Errors: none. Idempotency: pure.
create or replace function weir.grown_lines(p_lines weir.hold_line[], p_added weir.hold_line[]) returns weir.hold_line[]
language plpgsql immutable
set search_path = ''
as $function$
begin
  if p_added is null then
    return p_lines;
  end if;
  return (
    select array_agg(row(g.bucket_id, g.meter, g.quantity)::weir.hold_line order by g.n)
    from (
      select l.bucket_id, l.meter, sum(l.quantity)::bigint as quantity, min(l.n) as n
      from unnest(p_lines || p_added) with ordinality as l (bucket_id, meter, quantity, n)
      group by l.bucket_id, l.meter
    ) as g);
end
$function$;
comment on function weir.grown_lines(weir.hold_line[], weir.hold_line[]) is 'The lines of a hold that grew.';
