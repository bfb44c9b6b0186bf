grant execute on function
  weir.license_activate(timestamptz, bytea, uuid, uuid, text),
  weir.license_validate(timestamptz, bytea, uuid, uuid),
  weir.license_deactivate(timestamptz, bytea, uuid, uuid),
  weir.customer_license(timestamptz, uuid),
  weir.admin_billing(timestamptz, uuid),
  weir.admin_recompute_billing(timestamptz, text, text, text, uuid)
to weir_app;
