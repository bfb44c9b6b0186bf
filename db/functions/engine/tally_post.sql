-- Purpose: counts what the records and consumes of a post ask of their tallies, those that it posts; adds their lines to
--   those of the settles, which are counted already, and answers all in the order of the operations.
-- Locks: none of its own; the caller holds the customers' books. Errors: none.
-- Idempotency: none; its caller posts an operation once.
create or replace function weir.tally_post(
  p_book weir.tally_book, p_customer_ids uuid[], p_posting boolean[], p_ops integer[], p_tallies weir.tally_line[],
  out ops integer[], out tallies weir.tally_line[])
language plpgsql
set search_path = ''
as $function$
declare
  v_lines weir.tally_line[];
begin
  ops := '{}';
  tallies := '{}';
  for i in 1 .. cardinality(p_posting) loop
    v_lines := case when p_posting[i] then weir.tally_lines(p_book, i) end;
    tallies := tallies || v_lines;
    ops := ops || array_fill(i, array[coalesce(cardinality(v_lines), 0)]);
  end loop;
  perform weir.tally_count(p_customer_ids, ops, tallies, null);

  select array_agg(l.op order by l.op, l.n), array_agg(l.line order by l.op, l.n) into ops, tallies
  from (
    select l.op, l.n, row(l.tally_id, l.meter, l.quantity)::weir.tally_line as line
    from rows from (unnest(p_ops || ops), unnest(p_tallies || tallies)) with ordinality
      as l (op, tally_id, meter, quantity, n)
  ) as l;
end
$function$;
comment on function weir.tally_post(weir.tally_book, uuid[], boolean[], integer[], weir.tally_line[])
  is 'Counts what the records and consumes of a post ask of their tallies.';
