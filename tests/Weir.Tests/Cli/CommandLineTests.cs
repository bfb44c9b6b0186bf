using Weir.Cli;

namespace Weir.Tests.Cli;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands => new(
        "up", "down", "status", "token", "demo", "migrate", "apply", "audit", "doctor", "serve", "test", "prove", "bench");

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_of_the_contract_has_help(string command) =>
        (await CommandLine.RunAsync([command, "--help"], TestContext.Current.CancellationToken)).ShouldBe(0);

    [Theory]
    [InlineData("nonsense")]
    [InlineData("up", "--port", "eighty")]
    [InlineData("up", "--port", "65536")]
    [InlineData("up", "--colour")]
    [InlineData("token")]
    [InlineData("token", "--email", "a@example.com", "--ttl", "soon")]
    [InlineData("apply")]
    [InlineData("bench", "nothing")]
    [InlineData("bench", "engine", "--shape", "cold-50")]
    [InlineData("bench", "engine", "--runs", "0")]
    [InlineData("prove", "nothing")]
    [InlineData("prove", "tokens", "--ops", "0")]
    [InlineData]
    public async Task Wrong_use_is_exit_code_2(params string[] arguments) =>
        (await CommandLine.RunAsync(arguments, TestContext.Current.CancellationToken)).ShouldBe(2);
}
