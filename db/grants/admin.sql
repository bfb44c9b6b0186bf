grant execute on function
  weir.admin_grant_units(timestamptz, text, text, text, uuid, uuid, text, bigint, text, integer, timestamptz, timestamptz),
  weir.admin_revoke_grant(timestamptz, text, text, text, uuid, uuid),
  weir.admin_correct(timestamptz, text, text, text, uuid, uuid, uuid, text, text[], bigint[], bigint, bigint, bigint, bigint,
    bigint, bigint),
  weir.admin_void_hold(timestamptz, text, text, text, uuid, uuid),
  weir.admin_assign_plan(timestamptz, text, text, text, uuid, text, text),
  weir.admin_set_spend_cap(timestamptz, text, text, text, uuid, text, bigint),
  weir.admin_customers(timestamptz, uuid, uuid, timestamptz, uuid, integer),
  weir.admin_members(uuid, integer),
  weir.admin_grants(timestamptz, uuid, timestamptz, uuid, integer),
  weir.admin_holds(uuid, text, timestamptz, uuid, integer),
  weir.audit_log_page(uuid, timestamptz, uuid, integer)
to weir_app;
