using Weir.Testing;

namespace Weir.Data.Tests.Proofs;

/// <summary>A function of the engine with a guard taken out.</summary>
internal static class SpoiltEngine
{
    /// <summary>The function's text, changed; the text that is replaced must be there.</summary>
    public static async Task<string> WithoutAsync(string function, string guard, string instead)
    {
        var text = await File.ReadAllTextAsync(
            Repository.File("db", "functions", "engine", $"{function}.sql"), TestContext.Current.CancellationToken);
        text.ShouldContain(guard);
        return text.Replace(guard, instead, StringComparison.Ordinal);
    }
}
