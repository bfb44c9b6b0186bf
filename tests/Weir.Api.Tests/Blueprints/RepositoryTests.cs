using Weir.Api.Blueprints;

namespace Weir.Api.Tests.Blueprints;

public sealed class RepositoryTests
{
    [Fact]
    public void Every_blueprint_of_the_repository_is_valid()
    {
        var root = Path.GetFullPath(Path.Combine(Blueprint.Load("scritorio").Folder!, "..", ".."));
        var folders = new[] { "blueprints", Path.Combine("tests", "Weir.Conformance.Tests", "Blueprints") }
            .SelectMany(f => Directory.EnumerateDirectories(Path.Combine(root, f)))
            .ToList();
        folders.Count.ShouldBeGreaterThanOrEqualTo(2);
        foreach (var folder in folders) Blueprint.Load(folder).Faults.ShouldBeEmpty(folder);
    }
}
