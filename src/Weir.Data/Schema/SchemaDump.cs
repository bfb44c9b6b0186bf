using System.Text;
using Npgsql;

namespace Weir.Data.Schema;

/// <summary>
/// Schema <c>weir</c> as text, read from the catalog of a database: what the migrations amount to, with owners, rights and
/// policies. The same for the same schema, whatever made it and in whatever order. <c>db/schema.sql</c> is the dump of
/// a fresh database, and a test compares.
/// </summary>
public static class SchemaDump
{
    private const string Header =
        "-- Schema weir of a freshly migrated database. Generated: WEIR_UPDATE_SCHEMA=1 and the test SchemaDumpTests.\n";

    /// <summary>Reads the dump. The connection must see every table: the migrating role, or a superuser.</summary>
    public static async Task<string> ReadAsync(NpgsqlDataSource source, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = new StringBuilder(Header);
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        (string Title, string Sql, bool Spaced)[] sections =
        [
            ("Schema", SchemaDumpSql.Schema, true),
            ("Default rights", SchemaDumpSql.DefaultRights, false),
            ("Types", SchemaDumpSql.Types, true),
            ("Tables", SchemaDumpSql.Tables, true),
            ("Views", SchemaDumpSql.Views, true),
            ("Functions", SchemaDumpSql.Functions, true),
            ("Comments", SchemaDumpSql.Comments, false),
        ];
        foreach (var (title, sql, spaced) in sections)
        {
            text.Append("\n-- ").Append(title).Append('\n');
            await using var command = new NpgsqlCommand(sql, connection);
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                if (spaced) text.Append('\n');
                text.Append(reader.GetString(0).TrimEnd('\n')).Append('\n');
            }
        }
        return text.ToString();
    }

    /// <summary>Writes the dump to a file, such as <c>db/schema.sql</c>.</summary>
    public static async Task WriteAsync(NpgsqlDataSource source, string path, CancellationToken cancellationToken) =>
        await File.WriteAllTextAsync(path, await ReadAsync(source, cancellationToken), cancellationToken);
}
