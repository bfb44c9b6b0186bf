using Weir.Proofs.Engine;

namespace Weir.Data.Tests.Proofs;

/// <summary>The proofs of <c>weir prove</c> in small.</summary>
public sealed class EngineProofTests
{
    private const int Operations = 3000;

    [Fact]
    public async Task The_engine_answers_what_its_model_answers()
    {
        var result = await EngineProof.RunAsync(
            Random.Shared.Next(), Operations, workers: 2, null, TestContext.Current.CancellationToken);
        result.Violations.ShouldBe(0, string.Join(Environment.NewLine, result.Samples));
        result.Operations.ShouldBeGreaterThanOrEqualTo(Operations);
    }
}
