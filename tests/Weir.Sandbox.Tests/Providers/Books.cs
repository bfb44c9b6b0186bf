namespace Weir.Sandbox.Tests.Providers;

/// <summary>The chapter that the repository bundles.</summary>
internal static class Books
{
    public static string Chapter { get; } = File.ReadAllText(Find());

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx"))) folder = folder.Parent;
        return Path.Combine(folder!.FullName, "samples", "book", "alice-chapter-1.txt");
    }
}
