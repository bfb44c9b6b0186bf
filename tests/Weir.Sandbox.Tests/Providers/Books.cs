namespace Weir.Sandbox.Tests.Providers;

/// <summary>The chapter that the repository bundles.</summary>
internal static class Books
{
    /// <summary>Root of the checkout.</summary>
    public static string Root { get; } = Find();

    public static string Chapter { get; } = File.ReadAllText(Path.Combine(Root, "samples", "book", "alice-chapter-1.txt"));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Weir.slnx"))) folder = folder.Parent;
        return folder!.FullName;
    }
}
