grant execute on function
  weir.lock_books(timestamptz, uuid[]),
  weir.reserve(timestamptz, uuid[], uuid[], uuid[], text[], bigint[], text[], bytea[], integer[], text[], bigint[]),
  weir.post,
  weir.settle(timestamptz, uuid[], uuid[], integer[], text[], bigint[], weir.usage_details[]),
  weir.balances(timestamptz, uuid[], text[]),
  weir.void(timestamptz, uuid[], uuid[], text[]),
  weir.expire_holds(timestamptz, integer),
  weir.grant_units(timestamptz, uuid, uuid, text, bigint, text, integer, timestamptz, timestamptz),
  weir.ensure_usage_partitions(timestamptz, integer),
  weir.trim_keys(timestamptz, interval, integer),
  weir.customer_balances(timestamptz, uuid),
  weir.usage_summary(timestamptz, uuid, date),
  weir.usage_page(uuid, timestamptz, uuid, integer),
  weir.audit_buckets(),
  weir.audit_holds(timestamptz, interval),
  weir.audit_rollups()
to weir_app;
