using System.Reflection;

namespace Weir.Data.Migrations;

/// <summary>The scripts that are embedded in this assembly, in the order in which they run.</summary>
internal sealed class SqlScripts
{
    public static readonly SqlScripts Embedded = new(ReadAll());

    public SqlScripts(IEnumerable<SqlScript> scripts)
    {
        ILookup<string, SqlScript> byFolder = scripts
            .OrderBy(s => s.Name, StringComparer.Ordinal)
            .ToLookup(s => s.Name[..(s.Name.IndexOf('/', StringComparison.Ordinal) + 1)]);
        Migrations = [.. byFolder["migrations/"]];
        Repeatables = [.. byFolder["functions/"], .. byFolder["views/"], .. byFolder["grants/"]];
        Supabase = [.. byFolder["supabase/"]];

        var twice = Migrations.GroupBy(m => m.Number).FirstOrDefault(g => g.Count() > 1);
        if (twice is not null)
        {
            throw new InvalidOperationException(
                $"Two migrations have one number: {string.Join(", ", twice.Select(s => s.Name))}.");
        }
    }

    /// <summary>Run once each, by number.</summary>
    public IReadOnlyList<SqlScript> Migrations { get; }

    /// <summary>Functions, then views, then grants: run again when their text changes.</summary>
    public IReadOnlyList<SqlScript> Repeatables { get; }

    /// <summary>What Supabase has and a plain database lacks.</summary>
    public IReadOnlyList<SqlScript> Supabase { get; }

    public int SchemaVersion => Migrations.Count == 0 ? 0 : Migrations[^1].Number;

    private static IEnumerable<SqlScript> ReadAll()
    {
        var assembly = typeof(SqlScripts).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && name.Contains('/', StringComparison.Ordinal))
            .Select(name => new SqlScript(name, Read(assembly, name)));
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
