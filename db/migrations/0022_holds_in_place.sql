-- A hold is resolved in its page: half of it is left for the second version of each row, since what a batch reserves is
-- settled by another one at once, before anything of it can be pruned. With less room a quarter of the holds moved on, with
-- two more index entries each.
alter table weir.holds set (fillfactor = 48);
