grant execute on function
  weir.set_spend_cap(timestamptz, uuid, text, bigint),
  weir.spend_caps_of(timestamptz, uuid),
  weir.customer_limits(timestamptz, uuid, uuid, text),
  weir.trim_tallies(timestamptz, interval, integer),
  weir.audit_tallies()
to weir_app;
