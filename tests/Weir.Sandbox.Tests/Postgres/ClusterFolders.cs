namespace Weir.Sandbox.Tests.Postgres;

internal static class ClusterFolders
{
    /// <summary>Name of a folder for one cluster, where every account can reach it.</summary>
    public static string New() => Path.Combine(Path.GetTempPath(), $"weir-test-{Guid.CreateVersion7():N}");
}
