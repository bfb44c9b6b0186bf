using Weir.Data.Schema;
using Weir.Testing;

namespace Weir.Data.Tests.Migrations;

public sealed class SchemaDumpTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Committed_dump_is_that_of_a_fresh_database()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var dump = await SchemaDump.ReadAsync(database.Owner, Stop);

        var path = Repository.File("db", "schema.sql");
        if (Environment.GetEnvironmentVariable("WEIR_UPDATE_SCHEMA") == "1")
            await SchemaDump.WriteAsync(database.Owner, path, Stop);

        var committed = (await File.ReadAllTextAsync(path, Stop)).ReplaceLineEndings("\n");
        if (dump != committed)
        {
            Assert.Fail(
                "db/schema.sql is out of date: run this test with WEIR_UPDATE_SCHEMA=1 and read the difference. "
                + FirstDifference(committed.Split('\n'), dump.Split('\n')));
        }
    }

    private static string FirstDifference(string[] committed, string[] dump)
    {
        var line = Enumerable.Range(0, Math.Max(committed.Length, dump.Length))
            .First(i => committed.ElementAtOrDefault(i) != dump.ElementAtOrDefault(i));
        return $"Line {line + 1} is\n{committed.ElementAtOrDefault(line)}\nand should be\n{dump.ElementAtOrDefault(line)}";
    }

    [Fact]
    public async Task A_right_too_many_shows()
    {
        await using var database = await TestDatabase.CreateAsync(Stop);
        var before = await SchemaDump.ReadAsync(database.Owner, Stop);

        await Sql.RunAsync(database.Superuser, "grant select on weir.customers to anon", Stop);

        var after = await SchemaDump.ReadAsync(database.Owner, Stop);
        after.ShouldNotBe(before);
        after.ShouldContain("grant select on weir.customers to anon;");
    }
}
