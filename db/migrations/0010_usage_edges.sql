-- What a period of a plan uses is summed from the daily rollups, and from the ledger for the days that the period shares
-- with another. An event counts where it occurred, and rows lie in the order in which they were recorded: nearly all of a
-- day's events were recorded within the hour, and this index finds the others. What is recorded at once costs nothing here.
create index usage_events_late_idx on weir.usage_events (customer_id, occurred_at)
  where recorded_at - occurred_at > interval '1 hour';
