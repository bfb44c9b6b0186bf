grant execute on function
  weir.open_account(uuid, text, timestamptz, boolean),
  weir.assign_plan(uuid, text, text, timestamptz, text),
  weir.set_zone(timestamptz, uuid, text),
  weir.get_profile(uuid),
  weir.update_profile(uuid, text, text, text, timestamptz)
to weir_app;
