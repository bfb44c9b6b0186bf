grant execute on function
  weir.extend(timestamptz, uuid[], uuid[], bigint[], integer[], text[], bigint[]),
  weir.correct(timestamptz, uuid, uuid, uuid, timestamptz, text, text[], bigint[], bigint, bigint, bigint, bigint, bigint,
    bigint),
  weir.trim_holds(timestamptz, interval, integer),
  weir.revoke_grant(timestamptz, uuid, uuid),
  weir.explain(timestamptz, uuid, text, integer),
  weir.breakage(timestamptz, uuid, text)
to weir_app;
