using Weir.Testing;

namespace Weir.Api.Tests.Kit;

/// <summary>A licence of scritorio's paid plan, as the provider's messages would have left it.</summary>
internal static class LicenceRows
{
    public static Task AddAsync(TestDatabase database, string key, Guid? customer = null, int limit = 2) => Sql.RunAsync(
        database.Superuser,
        $"""
        insert into weir.license_keys (provider, mode, object_id, customer_id, buyer_id, order_id, product_id, key_hash, key_short,
          state, activation_limit, version_at, version_rank, version_tie)
        values ('lemonsqueezy', 'live', '{key}', {(customer is { } id ? $"'{id}'" : "null")}, 'b-{key}', '{key}', '400001',
          sha256('{key}'), 'XXXX-1', 'inactive', {limit}, now(), 0, '');
        insert into weir.billing_payments (provider, mode, object_id, state, made_at, amount_minor, refunded_minor, currency,
          version_at, version_rank, version_tie)
        values ('lemonsqueezy', 'live', 'order:{key}', 'paid', now(), 900, 0, 'USD', now(), 0, '')
        """,
        TestContext.Current.CancellationToken);
}
