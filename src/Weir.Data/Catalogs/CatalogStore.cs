using Npgsql;
using NpgsqlTypes;
using Weir.Core.Catalog;

namespace Weir.Data.Catalogs;

/// <summary>The catalog in the database: what <c>weir apply</c> writes and every replica reads.</summary>
public sealed class CatalogStore
{
    private const string Load = "select weir.load_catalog()::text";
    private const string Apply = "select action, kind, key, detail from weir.apply_catalog($1, $2, $3)";

    private readonly NpgsqlDataSource _source;
    private readonly TimeProvider _time;

    /// <param name="source">
    /// As <c>weir_app</c> to load; as the migrating role to apply, since the server may not change its own prices.
    /// </param>
    /// <param name="time">The clock that versions are stamped by.</param>
    public CatalogStore(NpgsqlDataSource source, TimeProvider time)
    {
        _source = source;
        _time = time;
    }

    /// <summary>The whole catalog; null before the first <c>apply</c>.</summary>
    public Task<AppCatalog?> LoadAsync(CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var command = _source.CreateCommand(Load);
                return await command.ExecuteScalarAsync(cancellationToken) is string json ? CatalogJson.Read(json) : null;
            },
            cancellationToken);

    /// <summary>
    /// Makes the database hold <paramref name="catalog"/>, in one transaction, and notifies all replicas.
    /// A plan whose entitlements changed gets a new version, and so do a prompt whose text and a price whose figures changed;
    /// the versions in <paramref name="catalog"/> are not looked at. Applying the same catalog again changes nothing.
    /// </summary>
    /// <param name="catalog">Validated catalog.</param>
    /// <param name="dryRun">Compute the difference, write nothing.</param>
    /// <param name="moveSubscribers">Pin current subscriptions to the newest versions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="CatalogConflictException">
    /// The database belongs to another blueprint, or the change would re-interpret what is recorded.
    /// </exception>
    public Task<IReadOnlyList<CatalogChange>> ApplyAsync(
        AppCatalog catalog, bool dryRun, bool moveSubscribers, CancellationToken cancellationToken) =>
        StoreFailures.GuardAsync(
            async () =>
            {
                await using var connection = await _source.OpenConnectionAsync(cancellationToken);
                await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
                var changes = await RunAsync(connection, catalog, moveSubscribers, cancellationToken);
                // A dry run is the real thing, taken back: it cannot show another difference than the one applied.
                if (dryRun) await transaction.RollbackAsync(cancellationToken);
                else await transaction.CommitAsync(cancellationToken);
                return changes;
            },
            cancellationToken);

    private async Task<IReadOnlyList<CatalogChange>> RunAsync(
        NpgsqlConnection connection, AppCatalog catalog, bool moveSubscribers, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = new NpgsqlCommand(Apply, connection)
            {
                Parameters =
                {
                    new NpgsqlParameter { Value = CatalogJson.Write(catalog), NpgsqlDbType = NpgsqlDbType.Jsonb },
                    new NpgsqlParameter<bool> { TypedValue = moveSubscribers },
                    new NpgsqlParameter<DateTimeOffset> { TypedValue = _time.GetUtcNow() },
                },
            };
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var changes = new List<CatalogChange>();
            while (await reader.ReadAsync(cancellationToken))
            {
                changes.Add(new CatalogChange(
                    reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3)));
            }
            return changes;
        }
        catch (PostgresException refused) when (
            refused.SqlState is WeirSqlStates.BlueprintConflict or WeirSqlStates.CatalogReinterpreted)
        {
            throw new CatalogConflictException(refused.MessageText, refused);
        }
    }
}
