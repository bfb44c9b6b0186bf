-- Purpose: how many sessions of an application this database has.
-- $1 text application
select count(*) from pg_catalog.pg_stat_activity as a
where a.datname = current_database() and a.application_name = $1
