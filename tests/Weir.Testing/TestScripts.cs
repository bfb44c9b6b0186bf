using Weir.Data.Migrations;

namespace Weir.Testing;

/// <summary>
/// The scripts that test databases are made from: those of this build, or of the folder that <c>WEIR_TEST_DB</c> names, a
/// changed copy of <c>db/</c> (`weir sabotage` shows with it that tests notice, and builds nothing).
/// </summary>
internal static class TestScripts
{
    public static SqlScripts Current { get; } = Read(Environment.GetEnvironmentVariable("WEIR_TEST_DB"));

    private static SqlScripts Read(string? folder) => string.IsNullOrEmpty(folder)
        ? SqlScripts.Embedded
        : new SqlScripts(Directory.GetFiles(folder, "*.sql", SearchOption.AllDirectories)
            .Select(file => new SqlScript(Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText(file)))
            .Where(script => script.Name.Contains('/', StringComparison.Ordinal)));
}
