grant execute on function
  weir.claim_reconcile(timestamptz, text, text, timestamptz),
  weir.finish_reconcile(timestamptz, text, text, integer, integer)
to weir_app;
