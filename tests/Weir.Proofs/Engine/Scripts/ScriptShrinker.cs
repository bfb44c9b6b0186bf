using System.Collections.Immutable;

namespace Weir.Proofs.Engine.Scripts;

/// <summary>
/// Smaller scripts than one that failed, the boldest first: up to where it failed; without half of it, a quarter, …, a step;
/// without calls of a batch; batches taken apart; calls without keys and lines, with smaller numbers.
/// </summary>
internal static class ScriptShrinker
{
    public static IEnumerable<Script> Shrink(Script script)
    {
        if (script.FailedAt is { } failed && failed < script.Steps.Length - 1)
            yield return script with { Steps = script.Steps[..(failed + 1)], FailedAt = null };
        foreach (var steps in Without(script.Steps)) yield return script with { Steps = steps, FailedAt = null };
        for (var i = 0; i < script.Steps.Length; i++)
        {
            foreach (var smaller in Shrink(script.Steps[i]))
                yield return script with { Steps = [.. script.Steps[..i], .. smaller, .. script.Steps[(i + 1)..]], FailedAt = null };
        }
    }

    /// <summary>Without a half, a quarter, …, one.</summary>
    private static IEnumerable<ImmutableArray<T>> Without<T>(ImmutableArray<T> items)
    {
        for (var size = (items.Length + 1) / 2; size > 0; size /= 2)
        {
            for (var at = items.Length - size; at >= 0; at -= size) yield return items.RemoveRange(at, size);
        }
    }

    private static IEnumerable<ImmutableArray<Step>> Shrink(Step step) => step switch
    {
        Step.Batch batch => Shrink(batch),
        Step.Correct correct => Shrink(correct).Select(c => ImmutableArray.Create<Step>(c)),
        Step.Grant grant => Shrink(grant).Select(g => ImmutableArray.Create<Step>(g)),
        Step.Clock { Target: ClockTarget.By } clock => Smaller(clock.Micros)
            .Select(micros => ImmutableArray.Create<Step>(clock with { Micros = micros })),
        _ => [],
    };

    private static IEnumerable<ImmutableArray<Step>> Shrink(Step.Batch batch)
    {
        if (batch.Calls.Length > 1)
        {
            foreach (var calls in Without(batch.Calls).Where(c => c.Length > 0)) yield return [new Step.Batch(calls)];
            yield return [.. batch.Calls.Select(c => new Step.Batch([c]))];
        }
        for (var i = 0; i < batch.Calls.Length; i++)
        {
            foreach (var call in Shrink(batch.Calls[i])) yield return [new Step.Batch(batch.Calls.SetItem(i, call))];
        }
    }

    private static IEnumerable<Step> Shrink(Step.Grant grant)
    {
        if (grant.LastsSeconds is not null) yield return grant with { LastsSeconds = null };
        if (grant.FromSeconds != 0) yield return grant with { FromSeconds = 0 };
        foreach (var amount in Smaller(grant.Amount)) yield return grant with { Amount = amount };
    }

    private static IEnumerable<Step> Shrink(Step.Correct correct)
    {
        if (correct.Tokens != 0) yield return correct with { Tokens = 0 };
        for (var i = 0; i < correct.Lines.Length; i++)
        {
            yield return correct with { Lines = correct.Lines.RemoveAt(i) };
            var line = correct.Lines[i];
            foreach (var size in Smaller(Math.Abs(line.Quantity)))
                yield return correct with { Lines = correct.Lines.SetItem(i, line with { Quantity = Math.Sign(line.Quantity) * size }) };
        }
    }

    private static IEnumerable<Call> Shrink(Call call)
    {
        switch (call)
        {
            case Call.Reserve { Key: not null } reserve:
                yield return reserve with { Key = null };
                break;
            case Call.Post { Key: not null } post:
                yield return post with { Key = null };
                break;
            case Call.Reserve { User: not 0 } reserve:
                yield return reserve with { User = 0 };
                break;
            case Call.Post { User: not 0 } post:
                yield return post with { User = 0 };
                break;
            case Call.Post { Details.AgoSeconds: not null } post:
                yield return post with { Details = post.Details with { AgoSeconds = null } };
                break;
            case Call.Settle { Details.AgoSeconds: not null } settle:
                yield return settle with { Details = settle.Details with { AgoSeconds = null } };
                break;
            default:
                break;
        }
        for (var i = 0; i < call.Lines.Length; i++)
        {
            if (call.Lines.Length > 1) yield return call.WithLines(call.Lines.RemoveAt(i));
            foreach (var quantity in Smaller(call.Lines[i].Quantity))
                yield return call.WithLines(call.Lines.SetItem(i, call.Lines[i] with { Quantity = quantity }));
        }
    }

    private static IEnumerable<long> Smaller(long number)
    {
        if (number <= 0) yield break;
        yield return 0;
        for (var cut = number / 2; cut > 0; cut /= 2) yield return number - cut;
    }
}
