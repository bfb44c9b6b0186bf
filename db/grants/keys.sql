grant execute on function
  weir.create_service_key(timestamptz, text, text, text, uuid, text, bytea, text[], timestamptz),
  weir.revoke_service_key(timestamptz, text, text, text, uuid),
  weir.service_key_page(timestamptz, uuid, integer),
  weir.usable_service_keys(timestamptz),
  weir.note_service_key_use(timestamptz, uuid[])
to weir_app;
