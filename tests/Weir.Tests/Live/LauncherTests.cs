namespace Weir.Tests.Live;

[Trait("Size", "Live")]
public sealed class LauncherTests
{
    [Fact]
    public async Task Nothing_is_built_when_nothing_changed()
    {
        (await Launcher.RunAsync("--version")).ExitCode.ShouldBe(0);
        var (exitCode, output, errors) = await Launcher.RunAsync("--version");
        (exitCode, errors).ShouldBe((0, ""));
        output.ShouldStartWith("0.");
    }

    [Fact]
    public async Task Exit_codes_come_through()
    {
        (await Launcher.RunAsync("up", "--help")).ExitCode.ShouldBe(0);
        (await Launcher.RunAsync("nonsense")).ExitCode.ShouldBe(2);
        (await Launcher.RunAsync("serve")).ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task A_production_start_names_everything_that_is_missing_in_one_message()
    {
        var (_, output, errors) = await Launcher.RunAsync("serve");
        output.ShouldBeEmpty();
        foreach (var name in new[] { "WEIR_DATABASE_URL", "SUPABASE_URL", "OPENAI_API_KEY" })
            errors.ShouldContain($"  {name}: missing");
    }
}
