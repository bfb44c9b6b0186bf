using Weir.Api.Blueprints;
using Weir.Core.Errors;

namespace Weir.Api.Tests.Docs;

public sealed class ErrorPageTests
{
    [Fact]
    public void The_page_lists_every_code_with_its_status_in_the_order_of_the_catalog()
    {
        var rows = Rows();
        rows.Select(r => (r[0], r[1], r[2])).ShouldBe(
            ErrorCatalog.All.Select(e => ($"`{e.Name}`", $"{e.Status}", e.Retryable ? "yes" : "no")));
        rows.ShouldAllBe(r => r[3].EndsWith('.') && r[4].EndsWith('.'));
    }

    [Fact]
    public void Names_are_the_codes_in_snake_case()
    {
        foreach (var error in ErrorCatalog.All)
        {
            System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(error.Code.ToString()).ShouldBe(error.Name);
            error.Status.ShouldBeInRange(400, 599);
        }
        ErrorCatalog.All.Count().ShouldBe(Enum.GetValues<ErrorCode>().Length);
    }

    private static List<string[]> Rows()
    {
        var root = Path.Combine(Blueprint.Load("scritorio").Folder!, "..", "..");
        return [.. File.ReadLines(Path.Combine(root, "docs", "errors.md"))
            .Where(l => l.StartsWith("| `", StringComparison.Ordinal))
            .Select(l => l.Trim('|', ' ').Split(" | "))];
    }
}
