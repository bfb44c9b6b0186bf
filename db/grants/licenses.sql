grant execute on function
  weir.license_activate(timestamptz, bytea, uuid, uuid, text),
  weir.license_validate(timestamptz, bytea, uuid, uuid),
  weir.license_deactivate(timestamptz, bytea, uuid, uuid),
  weir.customer_license(timestamptz, uuid)
to weir_app;
