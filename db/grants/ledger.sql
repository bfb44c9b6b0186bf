grant execute on function
  weir.extend(timestamptz, uuid[], uuid[], bigint[], integer[], text[], bigint[]),
  weir.explain(timestamptz, uuid, text, integer),
  weir.breakage(timestamptz, uuid, text)
to weir_app;
