namespace Weir.Benches.Cluster;

/// <summary>The SQL of the bench: files beside the code, embedded in the assembly.</summary>
internal static class BenchSql
{
    public static string Read(string name)
    {
        using var stream = typeof(BenchSql).Assembly.GetManifestResourceStream($"Weir.Benches.{name}")
            ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
