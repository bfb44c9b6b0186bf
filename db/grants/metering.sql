grant execute on function
  weir.find_parties(uuid[]),
  weir.read_hold(timestamptz, uuid, uuid),
  weir.claim_key(timestamptz, uuid, uuid, text, bytea)
to weir_app;
