using Npgsql;

namespace Weir.Data.Migrations;

/// <summary>
/// Brings a database to the schema that is embedded in this assembly: migrations once each, in order, under an advisory lock,
/// one transaction each, with checksums; functions, views and grants again whenever their text changed.
/// Runs as a role that may create roles and schemas but is no superuser.
/// </summary>
public sealed class Migrator
{
    /// <summary>Applies what is missing. Safe to run from several processes at once, and again.</summary>
    /// <param name="owner">Connection of the migrating role, direct (no transaction pooler).</param>
    /// <param name="appPassword">Password to give <c>weir_app</c>; null leaves it as it is.</param>
    /// <param name="progress">One line a step.</param>
    /// <param name="cancellationToken">Cancels between steps.</param>
    public static Task<MigrationReport> MigrateAsync(
        NpgsqlDataSource owner, string? appPassword, IProgress<string>? progress, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
