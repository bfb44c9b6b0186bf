using Weir.Cli.Sabotage;

namespace Weir.Tests.Sabotage;

public sealed class SabotageReaderTests
{
    private const string Head = "# A guard is gone.\n# Caught by: Weir.Data.Tests LockTests, RaceTests\n";

    [Fact]
    public void Reads_hunks_of_several_files_in_order()
    {
        var patch = SabotageReader.Read(
            "01-gone", Head + "--- db/a.sql\n@@\n one\n-two\n+2\n@@\n-four\n--- src/B.cs\n@@\n-x\n+y\n");

        (patch.Name, patch.About, patch.Project).ShouldBe(("01-gone", "A guard is gone.", "Weir.Data.Tests"));
        patch.Classes.ShouldBe(["LockTests", "RaceTests"]);
        patch.IsSql.ShouldBeFalse();
        patch.Changes.ShouldBe(
        [
            new SabotageChange("db/a.sql", "one\ntwo\n", "one\n2\n"), new SabotageChange("db/a.sql", "four\n", ""),
            new SabotageChange("src/B.cs", "x\n", "y\n"),
        ]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# A guard is gone.\n--- db/a.sql\n@@\n-x\n")]
    [InlineData("# A guard is gone.\n# Caught by: Weir.Data.Tests\n--- db/a.sql\n@@\n-x\n")]
    [InlineData(Head)]
    [InlineData(Head + "@@\n-x\n")]
    [InlineData(Head + "--- db/a.sql\n-x\n")]
    [InlineData(Head + "--- db/a.sql\n@@\n+x\n")]
    [InlineData(Head + "--- db/a.sql\n@@\n-x\n+x\n")]
    [InlineData(Head + "--- db/a.sql\n@@\n-x\n\n")]
    [InlineData(Head + "--- db/a.sql\n@@\n-x\nstray\n")]
    public void Refuses_what_is_none(string text)
    {
        if (text.EndsWith("\n\n", StringComparison.Ordinal)) text += "-y\n";
        Should.Throw<CommandFailedException>(() => SabotageReader.Read("01-gone", text));
    }

    [Theory]
    [InlineData("a\nb\nc\n", "b\n", "a\nB\nc\n")]
    [InlineData("b\nc\n", "b\n", "B\nc\n")]
    [InlineData("bb\nb\n", "b\n", "bb\nB\n")]
    public void Replaces_whole_lines(string text, string find, string changed) =>
        new SabotageChange("f", find, "B\n").ApplyTo(text).ShouldBe(changed);

    [Theory]
    [InlineData("a\nc\n")]
    [InlineData("b\na\nb\n")]
    [InlineData("ab\n")]
    public void Fails_when_the_code_has_moved(string text) =>
        Should.Throw<CommandFailedException>(() => new SabotageChange("f", "b\n", "B\n").ApplyTo(text));
}
