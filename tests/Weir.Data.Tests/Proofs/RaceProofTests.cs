using Weir.Proofs.Races;

namespace Weir.Data.Tests.Proofs;

/// <summary><c>weir prove races</c> in small: two processes, killed too, but not the database that other tests use.</summary>
public sealed class RaceProofTests
{
    private const int Operations = 2400;
    private const int Races = 6;

    [Fact]
    public async Task Racing_processes_break_no_rule_and_lose_nothing_that_was_acknowledged()
    {
        var result = await RaceProof.RunAsync(
            Random.Shared.Next(), Operations, null, null, null, TestContext.Current.CancellationToken);
        result.Violations.ShouldBe(0, string.Join(Environment.NewLine, result.Samples));
        result.Operations.ShouldBeGreaterThanOrEqualTo(Operations);
        result.Counts["snapshots"].ShouldBeGreaterThan(50);
        // Three are due; the operations may all be done before the last.
        result.Counts["kill -9 of a server"].ShouldBeInRange(1, 3);
        foreach (var seen in (string[])["reserve Reserved", "reserve Denied", "settle Posted", "void Voided", "consume Reserved"])
            result.Counts[seen].ShouldBeGreaterThan(0, seen);
    }

    [Fact]
    public async Task A_lock_that_is_not_taken_is_noticed()
    {
        var spoilt = await SpoiltEngine.WithoutAsync("lock_books", "    for update\n", "");
        var violations = 0L;
        // Two processes meet by luck, on a busy machine not in every race.
        for (var race = 0; race < Races && violations == 0; race++)
            violations = (await RaceProof.RunAsync(7 + race, Operations, null, spoilt, null, TestContext.Current.CancellationToken)).Violations;
        violations.ShouldBeGreaterThan(0);
    }
}
