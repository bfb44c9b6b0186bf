using System.Text.RegularExpressions;

namespace Weir.House.Tests;

/// <summary>The limits of CONTRIBUTING.md that a compiler does not keep.</summary>
public sealed partial class StyleTests
{
    private const int MaxLines = 400;
    private static readonly string[] s_code = [".cs", ".ts", ".tsx", ".mjs"];

    private static IEnumerable<string> CodeFiles =>
        new[] { "src", "tests", "clients", "web", "samples", "bench" }.SelectMany(f => Repository.Files(f, s_code));

    [Fact]
    public void No_file_is_longer_than_400_lines() =>
        CodeFiles.Select(f => (File: f, Lines: Repository.Read(f).AsSpan().Count('\n'))).Where(x => x.Lines > MaxLines).ShouldBeEmpty();

    [Fact]
    public void A_source_file_holds_one_top_level_type() =>
        Repository.Files("src", ".cs")
            .Select(f => (File: f, Types: TopLevelType().Count(Repository.Read(f))))
            .Where(x => x.Types > 1)
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_unfinished_or_skipped() =>
        CodeFiles.Concat(Repository.Files("db", ".sql")).Concat(Repository.Files("eng"))
            .Where(f => !f.EndsWith("StyleTests.cs", StringComparison.Ordinal))
            .Where(f => Unfinished().IsMatch(Repository.Read(f)))
            .ShouldBeEmpty();

    [Fact]
    public void A_sql_function_has_its_own_file_with_a_header() =>
        Repository.Files("db/functions", ".sql")
            .Select(f => (File: f, Text: Repository.Read(f)))
            .Where(x => !x.Text.StartsWith("--", StringComparison.Ordinal) || SqlFunction().Count(x.Text) != 1)
            .Select(x => x.File)
            .ShouldBeEmpty();

    [GeneratedRegex(@"^(public|internal|file)\s[^;({]*?\b(class|record|struct|interface|enum|delegate)\s", RegexOptions.Multiline)]
    private static partial Regex TopLevelType();

    [GeneratedRegex(@"\b(TODO|FIXME|HACK|NotImplementedException)\b|Skip *= *""|\[Ignore|\b(it|test)\.skip\(")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"^create or replace (function|procedure)\s", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex SqlFunction();
}
