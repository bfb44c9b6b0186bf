using Weir.State;

namespace Weir.Cli.Test;

/// <summary>Which suites there are, the longest first.</summary>
internal static class TestPlan
{
    private const string Live = "Weir.Conformance.Tests";
    private const string Database = "Weir.Data.Tests";

    // Only an order: a project that is missing here runs after these.
    private static readonly string[] s_longestFirst = [Live, "Weir.Sandbox.Tests", Database, "Weir.Gateway.Tests"];

    public static IReadOnlyList<ITestSuite> Create(bool fast, LiveWeir live)
    {
        var tests = Path.Combine(Checkout.Root, "tests");
        var suites = new List<ITestSuite>();
        var projects = Directory.GetDirectories(tests, "*.Tests");
        foreach (var project in projects.OrderBy(Rank).ThenBy(Path.GetFileName, StringComparer.Ordinal))
        {
            if (!fast || Path.GetFileName(project) != Live) suites.Add(new XunitSuite(project, fast));
        }
        if (fast) return suites;
        if (Directory.Exists(OlderPostgresSuite.DebianFolder))
            suites.Add(new OlderPostgresSuite(Path.Combine(tests, Database), OlderPostgresSuite.DebianFolder));
        foreach (var folder in Directory.GetDirectories(tests).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(folder, "package.json"))) suites.Add(new NodeSuite(folder, live));
        }
        return suites;
    }

    private static int Rank(string project)
    {
        var index = Array.IndexOf(s_longestFirst, Path.GetFileName(project));
        return index < 0 ? s_longestFirst.Length : index;
    }
}
