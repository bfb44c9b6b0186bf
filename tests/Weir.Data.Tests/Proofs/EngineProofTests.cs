using Weir.Proofs.Engine;

namespace Weir.Data.Tests.Proofs;

/// <summary><c>weir prove engine</c> in small.</summary>
public sealed class EngineProofTests
{
    private const int Operations = 3000;

    [Fact]
    public async Task The_engine_answers_what_its_model_answers()
    {
        var result = await EngineProof.RunAsync(
            Random.Shared.Next(), Operations, workers: 2, null, null, TestContext.Current.CancellationToken);
        result.Violations.ShouldBe(0, string.Join(Environment.NewLine, result.Samples));
        result.Operations.ShouldBeGreaterThanOrEqualTo(Operations);
    }

    /// <summary>Shrunk to what it takes: units, a hold of them, a void, and a look.</summary>
    [Fact]
    public async Task A_void_that_keeps_its_units_is_noticed_and_told_in_few_steps()
    {
        var spoilt = await SpoiltEngine.WithoutAsync("void", "set held = b.held - r.quantity", "set held = b.held");
        var result = await EngineProof.RunAsync(
            1, Operations, workers: 1, spoilt, null, TestContext.Current.CancellationToken);
        result.Violations.ShouldBe(1);
        var lines = result.Samples[0].Split('\n');
        lines.ShouldContain(l => l.Contains("reserve hold"));
        lines.ShouldContain(l => l.Contains("void hold"));
        lines.Count(l => int.TryParse(l.Split('.')[0], out _)).ShouldBeInRange(2, 5);
        lines[^1].ShouldStartWith("  again: ./weir prove engine --seed ");
    }
}
