namespace Weir.Conformance.Tests.Kills;

/// <summary>
/// <c>kill -9</c> of server or PostgreSQL at every step between a provider's message and what comes of it: nothing that was
/// acknowledged is lost, and nothing is applied twice.
/// </summary>
public sealed class KilledAtEveryStep(KillStage stage) : IClassFixture<KillStage>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<KillPoint, Victim> Cases()
    {
        var cases = new TheoryData<KillPoint, Victim>();
        foreach (var point in Enum.GetValues<KillPoint>())
        {
            cases.Add(point, Victim.Server);
            // Only where PostgreSQL is at work for the server is there something left that it can bring to its end.
            if (point is KillPoint.Claimed or KillPoint.Folded or KillPoint.Synced) cases.Add(point, Victim.ServerAlone);
            cases.Add(point, Victim.Postgres);
        }
        return cases;
    }

    [Theory(Timeout = 120_000)]
    [MemberData(nameof(Cases))]
    public async Task Nothing_is_lost_and_nothing_is_applied_twice(KillPoint point, Victim victim)
    {
        var start = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var life = Life.OfStripe(start);
        await stage.OpenAsync([life], start);
        Hook[] before = [.. life.Hooks.SkipLast(1)];
        foreach (var hook in before) await DeliverAsync(hook);
        await KillStage.WorkedOnAsync(stage.Real, [life with { Hooks = before }]);

        var last = life.Hooks[^1];
        await using var hold = await HoldAsync(point, life, last);
        var delivery = DeliverAsync(last);
        // Of these the provider is told 200, whatever happens then.
        if (point >= KillPoint.Answered) await delivery;
        await hold.ReachedAsync(Cancel);
        await ShouldStandAsync(point, last);
        delivery.IsCompletedSuccessfully.ShouldBe(point >= KillPoint.Answered);

        await KillAsync(victim, hold);
        await delivery;
        await KillStage.WorkedOnAsync(stage.Real, [life]);
        await stage.ShouldBeAsInPeaceAsync([life]);
    }

    /// <summary>An answer is held whose first bytes may come before the commit that it tells of.</summary>
    private async Task ShouldStandAsync(KillPoint point, Hook hook)
    {
        var expected = point switch
        {
            KillPoint.Read => "",
            KillPoint.Marked => $"{hook.Key} processed 1",
            _ => $"{hook.Key} received 0",
        };
        while (string.Concat(await stage.Real.InboxAsync([hook], Cancel)) != expected) await Task.Delay(10, Cancel);
    }

    private Task DeliverAsync(Hook hook) => stage.Sender.DeliverAsync(hook, [stage.Server.Url], Cancel);

    private async Task KillAsync(Victim victim, IHold hold)
    {
        if (victim == Victim.Postgres)
        {
            await stage.CrashPostgresAsync();
            // What held a lock is gone with the PostgreSQL that held it.
            if (hold is not LockHold) await hold.ReleaseAsync(Cancel);
            return;
        }
        await stage.Server.KillAsync();
        if (victim == Victim.Server)
        {
            await hold.EndAsync(Cancel);
            await hold.ReleaseAsync(Cancel);
        }
        await stage.Server.StartAsync();
        if (victim == Victim.ServerAlone) await hold.ReleaseAsync(Cancel);
    }

    private async Task<IHold> HoldAsync(KillPoint point, Life life, Hook hook) => point switch
    {
        KillPoint.Read => new ProxyHold(stage.Proxy.Hold(HoldingProxy.What.Request, hook.Key)),
        KillPoint.Stored => new ProxyHold(stage.Proxy.Hold(HoldingProxy.What.AnswerToIt, hook.Key)),
        KillPoint.Answered => await IdleWorkers.StopAsync(stage.Real, Cancel),
        // The lock that lock_billing takes first.
        KillPoint.Claimed => await LockHold.TakeAsync(
            stage.Real.Superuser,
            "select pg_advisory_xact_lock(hashtextextended("
            + $"format('billing subscription %s %s %s', 'stripe', 'test', '{life.SubscriptionId}'), 0))",
            Cancel),
        // The row that sync_billing takes first.
        KillPoint.Folded => await LockHold.TakeAsync(
            stage.Real.Superuser, $"select from weir.customers where customer_id = '{life.Customer}' for update", Cancel),
        KillPoint.Synced => await LockHold.TakeAsync(
            stage.Real.Superuser, $"select pg_advisory_xact_lock({BillingDatabase.BeforeMarked})", Cancel),
        KillPoint.Marked => new ProxyHold(stage.Proxy.Hold(HoldingProxy.What.Answer, hook.Key)),
        _ => throw new ArgumentOutOfRangeException(nameof(point), point, "There is no such point."),
    };
}
