-- Holds are paged by the end of their lease: an argument of another name, which replacing cannot change.
set local role weir_engine;
drop function if exists weir.admin_holds(uuid, text, timestamptz, uuid, integer);
