namespace Weir.Sandbox.Billing.Delivery;

/// <summary>The webhooks of one stand-in, those to be sent and the last ones that were.</summary>
/// <param name="clock">Says what is due.</param>
/// <param name="retryDelays">Waits after the first, second… attempt that failed; then it is given up.</param>
internal sealed class WebhookQueue(TestClock clock, IReadOnlyList<TimeSpan> retryDelays) : IDisposable
{
    private const int Kept = 10_000;
    private readonly Lock _lock = new();
    private readonly List<Webhook> _webhooks = [];
    private readonly SemaphoreSlim _changed = new(0, 1);
    private DeliveryPlan _plan = DeliveryPlan.Plain;

    public DeliveryPlan Plan
    {
        get
        {
            lock (_lock) return _plan;
        }
        set
        {
            lock (_lock) _plan = value;
        }
    }

    /// <summary>What one operation caused, in the order and as often as the plan says. <see cref="Add"/> puts it in the queue.</summary>
    public IReadOnlyList<Webhook> Arrange(IReadOnlyCollection<Webhook> caused)
    {
        lock (_lock)
        {
            var ordered = caused.ToArray();
            if (_plan.Order == DeliveryOrder.Reverse) Array.Reverse(ordered);
            if (_plan.Order == DeliveryOrder.Random) Random.Shared.Shuffle(ordered);
            return [.. ordered.SelectMany(ArrangeOne)];
        }
    }

    /// <summary>Takes in what was arranged, or what was kept over a restart.</summary>
    public void Add(IReadOnlyCollection<Webhook> arranged)
    {
        if (arranged.Count == 0) return;
        lock (_lock)
        {
            _webhooks.AddRange(arranged);
            var over = _webhooks.Count - Kept;
            if (over > 0) _webhooks.RemoveAll(webhook => webhook.State != WebhookState.Waiting && over-- > 0);
        }
        Wake();
    }

    /// <summary>Those that wait, with those that are about to be added.</summary>
    public List<KeptWebhook> Keep(IReadOnlyCollection<Webhook> arranged)
    {
        lock (_lock)
        {
            return [.. _webhooks.Concat(arranged).Where(webhook => webhook.State == WebhookState.Waiting)
                .Select(webhook => webhook.Keep())];
        }
    }

    /// <summary>The next one that is due; null for none.</summary>
    public Webhook? NextDue()
    {
        lock (_lock)
        {
            var now = clock.Now;
            return _webhooks.Where(webhook => webhook.State == WebhookState.Waiting && webhook.DueAt <= now)
                .MinBy(webhook => webhook.DueAt);
        }
    }

    /// <summary>Notes how an attempt ended.</summary>
    /// <param name="webhook">One that <see cref="NextDue"/> gave.</param>
    /// <param name="status">HTTP status; 0 when nobody answered.</param>
    public void Answered(Webhook webhook, int status)
    {
        lock (_lock)
        {
            webhook.Answers.Add(status);
            if (status is >= 200 and <= 299) webhook.State = WebhookState.Delivered;
            else if (webhook.Answers.Count > retryDelays.Count) webhook.State = WebhookState.Failed;
            else webhook.DueAt = clock.Now + retryDelays[webhook.Answers.Count - 1];
        }
    }

    /// <summary>Sends a message once more, as the provider's dashboard can; false for none of that id.</summary>
    public bool TryResend(string id)
    {
        lock (_lock)
        {
            if (_webhooks.Find(webhook => webhook.Id == id) is not { } known) return false;
            var copy = known.Copy();
            copy.DueAt = clock.Now;
            _webhooks.Add(copy);
        }
        Wake();
        return true;
    }

    /// <summary>All that are remembered, oldest first, each as <paramref name="shape"/> makes it.</summary>
    public IReadOnlyList<T> List<T>(Func<Webhook, T> shape)
    {
        lock (_lock) return [.. _webhooks.Select(shape)];
    }

    /// <summary>Completes when something may have become due, at the latest after <paramref name="atMost"/>.</summary>
    public Task WaitAsync(TimeSpan atMost, CancellationToken cancellationToken) =>
        _changed.WaitAsync(atMost, cancellationToken);

    /// <summary>Says that something may have become due.</summary>
    public void Wake()
    {
        lock (_lock)
        {
            if (_changed.CurrentCount == 0) _changed.Release();
        }
    }

    public void Dispose() => _changed.Dispose();

    /// <summary>The webhook and its copies; a lost one has none.</summary>
    private List<Webhook> ArrangeOne(Webhook webhook)
    {
        webhook.DueAt = clock.Now + _plan.Delay;
        if (_plan.DropTypes.Contains(webhook.Type) || _plan.DropNext > 0)
        {
            webhook.State = WebhookState.Dropped;
            if (_plan.DropNext is > 0 and < int.MaxValue && !_plan.DropTypes.Contains(webhook.Type))
                _plan = _plan with { DropNext = _plan.DropNext - 1 };
            return [webhook];
        }
        return [webhook, .. Enumerable.Range(0, _plan.Copies).Select(_ => CopyOf(webhook))];
    }

    private static Webhook CopyOf(Webhook webhook)
    {
        var copy = webhook.Copy();
        copy.DueAt = webhook.DueAt;
        return copy;
    }
}
