using System.Globalization;

namespace Weir.Data.Tests.Engine.Model;

/// <summary>
/// The engine against its model. <c>WEIR_MODEL_SEED</c> repeats a run, <c>WEIR_MODEL_OPS</c> makes it longer.
/// </summary>
public sealed class ModelTests(EngineDatabase database) : IClassFixture<EngineDatabase>
{
    private const int Customers = 4;
    private const int DefaultOperations = 2000;

    [Fact]
    public async Task The_engine_answers_what_the_model_answers()
    {
        var seed = Setting("WEIR_MODEL_SEED") ?? Random.Shared.Next();
        var wanted = Setting("WEIR_MODEL_OPS") ?? DefaultOperations;
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}, {wanted} operations");
        await using var lab = new Lab(database);
        await using var run = new ModelRun(lab, seed);
        await run.PrepareAsync(Customers);
        try
        {
            (await run.RunAsync(wanted)).ShouldBeGreaterThanOrEqualTo(wanted);
            await lab.AssertBalancedAsync();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"The run with WEIR_MODEL_SEED={seed} WEIR_MODEL_OPS={wanted} failed.", failure);
        }
    }

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
