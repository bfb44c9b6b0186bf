using System.Collections.Immutable;
using System.Globalization;
using Npgsql;
using Weir.Core.Engine;
using Weir.Data.Engine;
using Weir.Proofs.Engine.Comparison;
using Weir.Proofs.Engine.Model;
using Weir.Proofs.Engine.Scripts;

namespace Weir.Proofs.Engine;

/// <summary>Plays a script on the engine and on the model, and compares whatever they say.</summary>
internal sealed class ScriptPlay
{
    private readonly EngineUnderTest _engine;
    private readonly Script _script;
    private readonly Names _names = new();
    private readonly Dictionary<Guid, ModelCustomer> _customers = [];
    private readonly ModelCustomer[] _cast;

    private ScriptPlay(EngineUnderTest engine, Script script)
    {
        _engine = engine;
        _script = script;
        _cast = [.. Enumerable.Range(0, script.Customers).Select(n => new ModelCustomer(_names.CustomerId(n), isKnown: true))];
        foreach (var customer in _cast) _customers.Add(customer.Id, customer);
        var stranger = new ModelCustomer(_names.CustomerId(ScriptGenerator.Stranger), isKnown: false);
        _customers.Add(stranger.Id, stranger);
    }

    private Action<string>? Answered { get; init; }

    private DateTimeOffset Now => _engine.Time.GetUtcNow();

    /// <summary>What went wrong; null when nothing did. Notes in the script at which step.</summary>
    /// <param name="engine">On its database.</param>
    /// <param name="script">What to play.</param>
    /// <param name="answered">Hears of every answer, as <c>reserve Denied</c>; may be null.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<string?> RunAsync(
        EngineUnderTest engine, Script script, Action<string>? answered, CancellationToken cancellationToken)
    {
        var play = new ScriptPlay(engine, script) { Answered = answered };
        engine.Time.MoveTo(script.Start);
        await engine.AddCustomersAsync(play._cast.Select(c => c.Id), cancellationToken);
        for (var i = 0; i < script.Steps.Length; i++)
        {
            try
            {
                await play.StepAsync(script.Steps[i], cancellationToken);
            }
            catch (Exception failure) when (failure is ScriptFailure or PostgresException)
            {
                script.FailedAt = i;
                return play._names.Explain(string.Create(CultureInfo.InvariantCulture, $"step {i + 1}: {failure.Message}"));
            }
        }
        // Nothing of it may concern the next play's sweeps.
        engine.Time.Advance(TimeSpan.FromDays(4000));
        await engine.SweepAsync(1_000_000, cancellationToken);
        return null;
    }

    private async Task StepAsync(Step step, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Grant grant:
                await GrantAsync(grant, cancellationToken);
                break;
            case Step.Assign or Step.Move or Step.Stop or Step.Cap:
                await PlanAsync(step, cancellationToken);
                break;
            case Step.Revoke revoke:
                await RevokeAsync(revoke, cancellationToken);
                break;
            case Step.Correct correct:
                await CorrectAsync(correct, cancellationToken);
                break;
            case Step.Clock clock:
                if (ClockHand.Target(clock, Now, _cast) is { } at && at > Now) _engine.Time.MoveTo(at);
                break;
            case Step.Sweep sweep:
                await SweepAsync(sweep.Limit, cancellationToken);
                break;
            case Step.Look look:
                await LookAsync(_cast[look.Customer], cancellationToken);
                break;
            case Step.Checkpoint:
                await CompareAsync(cancellationToken);
                break;
            case Step.Batch batch:
                await BatchAsync(batch.Calls, cancellationToken);
                break;
            default:
                throw new InvalidOperationException($"Nobody plays {step}.");
        }
    }

    private async Task GrantAsync(Step.Grant step, CancellationToken cancellationToken)
    {
        var from = Now.AddSeconds(step.FromSeconds);
        var until = step.LastsSeconds is { } lasts ? from.AddSeconds(lasts) : (DateTimeOffset?)null;
        var customer = _customers[_names.CustomerId(step.Customer)];
        var grant = new UnitGrant(customer.Id, _names.Grant(step.Number), step.Meter, step.Amount, "purchase")
        {
            Priority = step.Priority,
            EffectiveAt = step.FromSeconds == 0 ? null : from,
            ExpiresAt = until,
        };
        customer.ExpireDue(Now);
        var expected = !customer.IsKnown ? GrantOutcome.UnknownCustomer
            : !ModelMeters.IsKnown(step.Meter) ? GrantOutcome.UnknownMeter
            : customer.Units.Grants.Any(g => g.Id == grant.GrantId) ? GrantOutcome.AlreadyGranted
            : GrantOutcome.Granted;
        Same(step, expected, await _engine.GrantAsync(grant, cancellationToken));
        if (expected != GrantOutcome.Granted) return;
        customer.Units.Grants.Add(new ModelGrant
        {
            Id = grant.GrantId,
            Meter = grant.Meter,
            Priority = grant.Priority,
            Amount = grant.Amount,
            Period = ModelPeriod.Lifetime,
            AnchorAt = from,
            EffectiveAt = from,
            ExpiresAt = until ?? ModelCalendar.Never,
            CreatedAt = Now,
        });
    }

    private async Task RevokeAsync(Step.Revoke step, CancellationToken cancellationToken)
    {
        var customer = _cast[step.Customer];
        customer.ExpireDue(Now);
        var expected = Revoke(customer, _names.Grant(step.Number));
        var actual = await _engine.RevokeAsync(customer.Id, _names.Grant(step.Number), cancellationToken);
        Same(step, AnswerText.Of(expected), AnswerText.Of(actual));
        Answered?.Invoke($"revoke {AnswerText.Outcome(expected)}");
    }

    private RevokeResult Revoke(ModelCustomer customer, Guid id)
    {
        var grant = customer.Units.Grants.Find(g => g.Id == id);
        if (grant is null) return new RevokeResult(RevokeOutcome.NotFound, 0);
        var end = Now > grant.EffectiveAt ? Now : grant.EffectiveAt;
        if (grant.ExpiresAt <= end) return new RevokeResult(RevokeOutcome.AlreadyEnded, 0);
        var bucket = customer.Units.BucketAt(grant, Now);
        grant.ExpiresAt = end;
        return new RevokeResult(RevokeOutcome.Revoked, Math.Max(0, bucket.Granted - bucket.Used - bucket.Held));
    }

    private async Task CorrectAsync(Step.Correct step, CancellationToken cancellationToken)
    {
        var customer = _cast[step.Customer];
        var numbers = new CallDetails(step.Tokens, null, null).ToDetails(Now);
        var operation = new CorrectOperation(
            customer.Id, _names.Event(step.Event), _names.Event(step.Corrects), "test", step.Lines)
        {
            InputTokens = numbers.InputTokens,
            CachedInputTokens = numbers.CachedInputTokens,
            CacheWriteTokens = numbers.CacheWriteTokens,
            OutputTokens = numbers.OutputTokens,
            ReasoningTokens = numbers.ReasoningTokens,
            CostNanoUsd = numbers.CostNanoUsd,
        };
        customer.ExpireDue(Now);
        var actual = await _engine.CorrectAsync(operation, cancellationToken);
        var expected = ModelCorrection.Correct(customer, operation, Now);
        Same(step, AnswerText.Of(expected), AnswerText.Of(actual));
        await ModelTouch.AfterAsync(customer, _engine, cancellationToken);
        Answered?.Invoke($"correct {AnswerText.Outcome(expected)}");
    }

    private async Task PlanAsync(Step step, CancellationToken cancellationToken)
    {
        var customer = _cast[PlanChange.CustomerOf(step)];
        customer.ExpireDue(Now);
        await ModelTouch.AllAsync(customer, _engine, cancellationToken);
        if (!await PlanChange.ApplyAsync(step, customer, _engine, cancellationToken)) return;
        ModelPlanChange.Sync(customer, Now);
        foreach (var row in await _engine.PlanGrantsAsync(customer.Id, cancellationToken))
        {
            var cells = row.Split(' ');
            var grant = customer.Units.Grants.Find(g => g.Subscription?.Id.ToString() == cells[0] && g.Meter == cells[1]
                    && g.Period.Code() == cells[2])
                ?? throw new ScriptFailure($"{step}: the engine has a plan grant that the model has not: {row}");
            grant.Id = Guid.Parse(cells[3]);
            _names.Add(grant.Id, $"plan grant of {cells[1]} by {cells[2]}");
        }
    }

    /// <summary>Which holds come first is the engine's business: what is due holds nothing, swept or not.</summary>
    private async Task SweepAsync(int limit, CancellationToken cancellationToken)
    {
        var expired = await _engine.SweepAsync(limit, cancellationToken);
        if (expired > limit)
            throw new ScriptFailure(string.Create(CultureInfo.InvariantCulture, $"a sweep of at most {limit} expired {expired}"));
    }

    private async Task LookAsync(ModelCustomer customer, CancellationToken cancellationToken)
    {
        customer.ExpireDue(Now);
        var expected = customer.Units.Grants.Where(g => g.IsActive(Now) && ModelMeters.IsLimited(g.Meter))
            .Select(g => g.Meter).Distinct().Order(StringComparer.Ordinal)
            .Select(m => AnswerText.Of(customer.Units.Balance(Now, m)));
        var balances = await _engine.BalancesAsync(customer.Id, cancellationToken);
        Same("balances", string.Join("; ", expected), string.Join("; ", balances.Select(AnswerText.Of)));
    }

    private async Task BatchAsync(ImmutableArray<Call> calls, CancellationToken cancellationToken)
    {
        var sent = calls.Select(ToEngine).ToList();
        var answers = await _engine.RunAsync(sent, cancellationToken);
        var expected = new ModelBatch(_customers, Now).Answer(sent);
        for (var i = 0; i < answers.Length; i++)
        {
            Same(calls[i], AnswerText.Of(expected[i]), AnswerText.Of(answers[i]));
            Answered?.Invoke($"{calls[i].Kind} {AnswerText.Outcome(expected[i])}");
        }
        foreach (var customer in sent.Select(c => _customers[c.CustomerId]).Distinct())
            await ModelTouch.AfterAsync(customer, _engine, cancellationToken);
    }

    /// <summary>A sweep first, since what is due holds nothing, whether that was written down or not.</summary>
    private async Task CompareAsync(CancellationToken cancellationToken)
    {
        while (await _engine.SweepAsync(1_000_000, cancellationToken) > 0)
        {
        }
        foreach (var customer in _cast) customer.ExpireDue(Now);
        var actual = (await _engine.RowsAsync(_cast.Select(c => c.Id), cancellationToken)).ToHashSet(StringComparer.Ordinal);
        var expected = _cast.SelectMany(ModelRows.Of).ToHashSet(StringComparer.Ordinal);
        var missing = expected.Where(r => !actual.Contains(r)).Order(StringComparer.Ordinal).ToList();
        var surplus = actual.Where(r => !expected.Contains(r)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count + surplus.Count == 0) return;
        throw new ScriptFailure(string.Join(
            Environment.NewLine,
            ["the rows differ", .. missing.Take(8).Select(r => $"    the model has  {r}"),
                .. surplus.Take(8).Select(r => $"    the engine has {r}")]));
    }

    private EngineCall ToEngine(Call call)
    {
        var customer = _names.CustomerId(call.Customer);
        switch (call)
        {
            case Call.Reserve reserve:
                return new EngineCall.Reserve(new ReserveOperation(
                    customer, _names.User(reserve.User), _names.Hold(reserve.Hold), reserve.Feature, reserve.Asked,
                    TimeSpan.FromMilliseconds(reserve.LeaseMilliseconds), KeyOf(reserve.Key), HashOf(reserve.Key)));
            case Call.Settle settle:
                return new EngineCall.Settle(new SettleOperation(
                    customer, _names.Hold(settle.Hold), _names.Event(settle.Event), settle.Used, settle.Details.ToDetails(Now),
                    ReportBalances: settle.Event % 2 == 0));
            case Call.Extend extend:
                return new EngineCall.Extend(new ExtendOperation(
                    customer, _names.Hold(extend.Hold),
                    extend.LeaseMilliseconds is { } lease ? TimeSpan.FromMilliseconds(lease) : null, extend.Wanted));
            case Call.Void end:
                return new EngineCall.Void(new VoidOperation(customer, _names.Hold(end.Hold), "test"));
            case Call.Post post:
                var operation = new RecordOperation(
                    customer, _names.User(post.User), _names.Event(post.Event), post.Used, post.Details.ToDetails(Now), KeyOf(post.Key), HashOf(post.Key));
                return new EngineCall.Post(operation, post.Consumes);
            default:
                throw new InvalidOperationException($"Nobody sends {call}.");
        }
    }

    private static string? KeyOf(CallKey? key) =>
        key is null ? null : string.Create(CultureInfo.InvariantCulture, $"key-{key.Number}");

    private static byte[] HashOf(CallKey? key)
    {
        if (key is null) return [];
        var hash = new byte[32];
        Array.Fill(hash, (byte)key.Body);
        return hash;
    }

    private static void Same<T>(object what, T expected, T actual)
    {
        if (EqualityComparer<T>.Default.Equals(expected, actual)) return;
        throw new ScriptFailure(string.Join(
            Environment.NewLine, what, $"    the model says  {expected}", $"    the engine says {actual}"));
    }
}
