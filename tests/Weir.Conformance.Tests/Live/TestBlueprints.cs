namespace Weir.Conformance.Tests.Live;

/// <summary>Blueprints that only tests use, copied beside the test assembly.</summary>
internal static class TestBlueprints
{
    /// <summary>Room for 50 generations, ample money, leases of a few seconds.</summary>
    public static string Fifty => Path.Combine(AppContext.BaseDirectory, "Blueprints", "fifty");
}
