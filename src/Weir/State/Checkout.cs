namespace Weir.State;

/// <summary>The folder that Weir was cloned to: blueprints, samples and the default state are in it.</summary>
internal static class Checkout
{
    /// <summary>
    /// Named by the launcher; else the nearest folder above the program that holds the solution; else the current one.
    /// </summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("WEIR_ROOT") is { Length: > 0 } named
        ? named
        : Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Weir.slnx"))) return folder.FullName;
        }
        return Environment.CurrentDirectory;
    }
}
