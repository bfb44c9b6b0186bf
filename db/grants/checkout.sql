grant execute on function
  weir.find_buyer(uuid, text, text[]),
  weir.find_paid_subscription(uuid, text),
  weir.doubled_subscriptions(text),
  weir.claim_checkout(timestamptz, uuid, text, bytea),
  weir.note_checkout(uuid, text, text)
to weir_app;
