using Weir.Benches.Cluster;

namespace Weir.Benches.Documents;

/// <summary>How a document's function is called: a script of pgbench, whose one statement C# can call as well.</summary>
internal static class DocumentScript
{
    /// <summary>pgbench's script, which draws <c>customer</c> from 1 to <c>customers</c>.</summary>
    public static string For(string function) => BenchSql.Read($"Documents.Sql.{function}.pgbench");

    /// <summary>Its statement, with the customer's number as a text for its only parameter.</summary>
    public static string StatementOf(string function) =>
        For(function).Split('\n').Single(line => line.StartsWith("select", StringComparison.Ordinal))
            .Replace(":customer", "$1", StringComparison.Ordinal);
}
