-- Purpose: the ledger's partitions from $1 on, and two months ahead of now.
-- $1 timestamptz from, $2 integer months
select weir.ensure_usage_partitions($1, $2)
