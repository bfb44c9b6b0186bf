grant execute on function
  weir.report_overage_page(timestamptz, uuid, integer),
  weir.claim_overage_message(timestamptz, text, interval),
  weir.finish_overage_message(timestamptz, uuid, uuid, text, boolean, text, double precision),
  weir.overage_message_page(uuid, uuid, text, timestamptz, uuid, integer),
  weir.admin_replay_overage_message(timestamptz, text, text, text, uuid),
  weir.audit_overage()
to weir_app;
