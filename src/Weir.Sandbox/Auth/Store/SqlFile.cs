namespace Weir.Sandbox.Auth.Store;

/// <summary>Statements kept as files beside the code that runs them.</summary>
internal static class SqlFile
{
    /// <summary>Reads the embedded statement of a folder, such as <c>Auth</c>.</summary>
    public static string Read(string folder, string name)
    {
        var resource = $"Weir.Sandbox.{folder}.Sql.{name}.sql";
        using var stream = typeof(SqlFile).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks {resource}.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
