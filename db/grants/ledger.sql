grant execute on function
  weir.explain(timestamptz, uuid, text, integer),
  weir.breakage(timestamptz, uuid, text)
to weir_app;
