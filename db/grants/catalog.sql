-- weir.apply_catalog is not here: weir apply runs as the migrating role, and the server cannot change its own prices.
grant execute on function
  weir.schema_version(),
  weir.load_catalog()
to weir_app;
