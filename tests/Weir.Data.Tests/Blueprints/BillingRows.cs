using Weir.Testing;

namespace Weir.Data.Tests.Blueprints;

/// <summary>
/// One of everything that payments leave behind: a buyer, a subscription of its own and one that only its buyer links, the
/// same of licence keys, an instance, a payment, an entitlement.
/// </summary>
internal static class BillingRows
{
    public static Task AddAsync(TestDatabase database, Guid customer, string name, CancellationToken cancellationToken) =>
        Sql.RunAsync(
            database.Superuser,
            $"""
            insert into weir.billing_customers (provider, mode, buyer_id, customer_id, deleted, version_at, version_rank, version_tie)
            values ('lemonsqueezy', 'test', 'buyer-{name}', '{customer}', false, now(), 0, '');
            insert into weir.billing_subscriptions (provider, mode, object_id, customer_id, buyer_id, price_id, status, quantity,
              period_ends_at, paused_free, version_at, version_rank, version_tie)
            values ('lemonsqueezy', 'test', 'own-{name}', '{customer}', 'buyer-{name}', '1', 'active', 1, now(), false, now(), 0, ''),
              ('lemonsqueezy', 'test', 'linked-{name}', null, 'buyer-{name}', '1', 'ended', 1, now(), false, now(), 0, ''),
              ('lemonsqueezy', 'test', 'strange-{name}', null, 'nobody-{name}', '1', 'active', 1, now(), false, now(), 0, '');
            insert into weir.license_keys (provider, mode, object_id, customer_id, buyer_id, product_id, key_hash, key_short, state,
              activation_limit, version_at, version_rank, version_tie)
            values ('lemonsqueezy', 'test', 'key-own-{name}', '{customer}', 'buyer-{name}', '1', sha256('own-{name}'), 'XXXX-{name}',
                'active', 3, now(), 0, ''),
              ('lemonsqueezy', 'test', 'key-linked-{name}', null, 'buyer-{name}', '1', sha256('linked-{name}'), 'XXXX-2',
                'inactive', null, now(), 0, ''),
              ('lemonsqueezy', 'test', 'key-strange-{name}', null, null, '1', sha256('strange-{name}'), 'XXXX-3', 'active', 1, now(),
                0, '');
            insert into weir.license_instances (provider, mode, license_id, instance_id, name, activated_at)
            values ('lemonsqueezy', 'test', 'key-own-{name}', gen_random_uuid(), 'laptop of {name}', now());
            insert into weir.billing_payments (provider, mode, object_id, customer_id, state, made_at, amount_minor, refunded_minor,
              currency, version_at, version_rank, version_tie)
            values ('lemonsqueezy', 'test', 'order:{name}', '{customer}', 'paid', now(), 900, 0, 'USD', now(), 0, '');
            insert into weir.entitlements (customer_id, key, source, plan_code, plan_version, access_until, updated_at)
            values ('{customer}', 'scritorio_pro', 'license:lemonsqueezy:key-own-{name}', 'pro', 1, 'infinity', now()),
              ('{customer}', 'over', 'license:lemonsqueezy:key-own-{name}', 'pro', 1, '2020-01-01Z', now())
            """,
            cancellationToken);
}
