using Weir.State;

namespace Weir.Cli.Test;

/// <summary>Which suites there are, the longest first.</summary>
internal static class TestPlan
{
    private const string Live = "Weir.Conformance.Tests";
    private const string Database = "Weir.Data.Tests";

    // Only an order: what is missing here runs after these.
    private static readonly string[] s_longestFirst =
    [
        Database, Live, OlderPostgresSuite.NameOf(Database), "Weir.Tests", "Weir.Api.Tests", "Weir.Gateway.Tests",
        "Weir.Sandbox.Tests", "Weir.Billing.Tests",
    ];

    public static IReadOnlyList<ITestSuite> Create(bool fast, LiveWeir live)
    {
        var tests = Path.Combine(Checkout.Root, "tests");
        var suites = new List<ITestSuite>();
        foreach (var project in Directory.GetDirectories(tests, "*.Tests"))
        {
            if (!fast || Path.GetFileName(project) != Live) suites.Add(new XunitSuite(project, fast));
        }
        if (!fast && Directory.Exists(OlderPostgresSuite.DebianFolder))
            suites.Add(new OlderPostgresSuite(Path.Combine(tests, Database), OlderPostgresSuite.DebianFolder));
        suites = [.. suites.OrderBy(Rank).ThenBy(suite => suite.Name, StringComparer.Ordinal)];
        if (fast) return suites;
        foreach (var folder in Directory.GetDirectories(tests).Order(StringComparer.Ordinal))
        {
            if (File.Exists(Path.Combine(folder, "package.json"))) suites.Add(new NodeSuite(folder, live));
        }
        return suites;
    }

    private static int Rank(ITestSuite suite)
    {
        var index = Array.IndexOf(s_longestFirst, suite.Name);
        return index < 0 ? s_longestFirst.Length : index;
    }
}
