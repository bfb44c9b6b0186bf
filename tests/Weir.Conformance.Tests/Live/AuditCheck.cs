namespace Weir.Conformance.Tests.Live;

/// <summary>The product's own audit, as an operator would run it.</summary>
internal static class AuditCheck
{
    public static async Task ShouldBeCleanAsync(LiveSystem live)
    {
        var (exitCode, output) = await WeirProcess.RunAsync(
            ["audit", "--json"], new Dictionary<string, string?> { ["WEIR_DATABASE_URL"] = live.DatabaseUrl, ["WEIR_ENV"] = "development" });
        exitCode.ShouldBe(0, output);
    }
}
