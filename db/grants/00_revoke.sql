-- First nothing: a right that is not written in a file of this folder does not exist. The files run as weir_engine, the
-- owner of functions and server views, all of them whenever any script changed.
do $revoke$
declare
  v_function regprocedure;
  v_view regclass;
begin
  for v_function in
    select p.oid from pg_catalog.pg_proc as p
    where p.pronamespace = 'weir'::regnamespace and p.proowner = 'weir_engine'::regrole
  loop
    execute format('revoke all on function %s from public, weir_app', v_function);
  end loop;
  for v_view in
    select c.oid from pg_catalog.pg_class as c
    where c.relnamespace = 'weir'::regnamespace and c.relkind = 'v' and c.relowner = 'weir_engine'::regrole
  loop
    execute format('revoke all on %s from public, weir_app', v_view);
  end loop;
end
$revoke$;
