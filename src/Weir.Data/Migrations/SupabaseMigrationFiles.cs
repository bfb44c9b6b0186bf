using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Weir.Data.Migrations;

/// <summary>
/// Writes the schema as files for <c>supabase/migrations</c>, for those who let the Supabase CLI apply it. The files do
/// what <see cref="Migrator"/> does and keep the same records: either may continue where the other stopped.
/// </summary>
public static class SupabaseMigrationFiles
{
    private const string Stamp = "yyyyMMddHHmmss";

    /// <summary>Adds what the folder lacks; an unchanged schema adds nothing. Existing files are never touched.</summary>
    /// <param name="directory">Folder of migrations; made when missing.</param>
    /// <param name="time">Stamps the names.</param>
    /// <param name="cancellationToken">Cancels between files.</param>
    /// <returns>Paths of the files written, in order.</returns>
    /// <exception cref="MigrationException">
    /// A migration in the folder has another text: released migrations never change.
    /// </exception>
    public static async Task<IReadOnlyList<string>> EmitAsync(
        string directory, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(time);
        Directory.CreateDirectory(directory);
        var existing = Directory.EnumerateFiles(directory, "*.sql").ToList();
        var stamp = NextStamp(existing, time.GetUtcNow());
        var written = new List<string>();
        foreach (var (name, text) in Wanted(SqlScripts.Embedded))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var present = existing.Find(path => IsFileOf(path, name));
            if (present is not null)
            {
                if (await File.ReadAllTextAsync(present, cancellationToken) == text) continue;
                throw new MigrationException($"{present} has another text than this version of Weir would write.");
            }
            var path = Path.Combine(directory, $"{stamp.ToString(Stamp, CultureInfo.InvariantCulture)}_{name}.sql");
            await File.WriteAllTextAsync(path, text, cancellationToken);
            written.Add(path);
            stamp = stamp.AddSeconds(1);
        }
        return written;
    }

    private static bool IsFileOf(string path, string name)
    {
        var file = Path.GetFileName(path);
        return file.Length > Stamp.Length && file[Stamp.Length..] == $"_{name}.sql";
    }

    private static IEnumerable<(string Name, string Text)> Wanted(SqlScripts scripts)
    {
        foreach (var migration in scripts.Migrations)
            yield return ($"weir_{migration.ShortName}", Transaction(MigrationText.ForMigration(migration)));
        var repeatables = Transaction(MigrationText.ForRepeatables(scripts.Repeatables));
        var version = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(repeatables)))[..12];
        yield return ($"weir_functions_{version}", repeatables);
    }

    private static string Transaction(IReadOnlyList<SqlScript> scripts)
    {
        var text = new StringBuilder("begin;\n").Append(MigrationText.TakeLock).Append('\n');
        foreach (var script in scripts) text.Append("\n-- ").Append(script.Name).Append('\n').Append(script.Text);
        return text.Append("commit;\n").ToString();
    }

    /// <summary>The CLI applies files by name: new ones must come after all that are there.</summary>
    private static DateTimeOffset NextStamp(List<string> existing, DateTimeOffset now)
    {
        var next = now;
        foreach (var path in existing)
        {
            var name = Path.GetFileName(path);
            if (name.Length > Stamp.Length
                && DateTimeOffset.TryParseExact(
                    name.AsSpan(0, Stamp.Length), Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal,
                    out var used)
                && used.AddSeconds(1) > next)
            {
                next = used.AddSeconds(1);
            }
        }
        return next;
    }
}
