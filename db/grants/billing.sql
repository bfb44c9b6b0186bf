grant execute on function
  weir.receive_billing_event(timestamptz, text, text, text, text, timestamptz, jsonb, text),
  weir.work_billing_event(timestamptz, double precision),
  weir.fold_billing_facts(timestamptz, text, text, jsonb),
  weir.sync_billing(uuid, timestamptz),
  weir.sync_billing_due(timestamptz, integer),
  weir.recompute_entitlements(timestamptz),
  weir.set_billing_rules(timestamptz, text, text, interval),
  weir.billing_event_page(uuid, text, text, timestamptz, uuid, integer),
  weir.admin_replay_webhook(timestamptz, text, text, text, uuid),
  weir.audit_entitlements(timestamptz)
to weir_app;
