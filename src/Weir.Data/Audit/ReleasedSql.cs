using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Weir.Data.Migrations;

namespace Weir.Data.Audit;

/// <summary>
/// What this release says of schema <c>weir</c>, read from its own scripts: functions, and rights of the server.
/// </summary>
internal sealed partial class ReleasedSql
{
    public static readonly ReleasedSql Embedded = new(SqlScripts.Embedded.Repeatables);

    public ReleasedSql(IReadOnlyList<SqlScript> scripts)
    {
        var functions = scripts.Where(script => script.Name.StartsWith("functions/", StringComparison.Ordinal))
            .Select(script => Function().Match(script.Text))
            .Where(match => match.Success)
            .ToList();
        FunctionNames = [.. functions.Select(match => match.Groups["name"].Value)];
        FunctionDigests = [.. functions.Select(match => Digest(match.Groups["body"].Value))];

        var grants = scripts.Where(script => script.Name.StartsWith("grants/", StringComparison.Ordinal))
            .Select(script => Comment().Replace(script.Text, ""))
            .ToList();
        AppFunctions = [.. grants.SelectMany(text => ExecuteGrant().Matches(text)).SelectMany(Objects)];
        AppViews = [.. grants.SelectMany(text => SelectGrant().Matches(text)).SelectMany(Objects)];
    }

    public string[] FunctionNames { get; }

    /// <summary>SHA-256 of each body, hexadecimal, in the order of <see cref="FunctionNames"/>.</summary>
    public string[] FunctionDigests { get; }

    /// <summary>What <c>weir_app</c> may execute: signatures, or names where only one function has it.</summary>
    public string[] AppFunctions { get; }

    /// <summary>What <c>weir_app</c> may read.</summary>
    public string[] AppViews { get; }

    private static string Digest(string body) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    private static IEnumerable<string> Objects(Match grant) =>
        Comma().Split(grant.Groups["objects"].Value).Select(name => name.Trim());

    [GeneratedRegex(
        @"^create or replace function weir\.(?<name>\w+)\s*\(.*?\$function\$(?<body>.*?)\$function\$;",
        RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Function();

    [GeneratedRegex(@"\bgrant execute on function\s+(?<objects>[^;]+?)\s+to weir_app;")]
    private static partial Regex ExecuteGrant();

    [GeneratedRegex(@"\bgrant select on\s+(?<objects>[^;]+?)\s+to weir_app;")]
    private static partial Regex SelectGrant();

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    /// <summary>Commas between objects, not those between a function's arguments.</summary>
    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex Comma();
}
