using Weir.Gateway.Providers.OpenAi;

namespace Weir.Gateway;

/// <summary>Tunables of the data plane. What a call may cost and where it goes is the catalog's, not here.</summary>
public sealed class GatewayOptions
{
    /// <value>Settings of OpenAI; null (default) when it is not configured: routes to it then answer
    /// <c>provider_unavailable</c>.</value>
    public OpenAiOptions? OpenAi { get; set; }

    /// <value>Most bytes of a call's body, default 4 MiB.</value>
    public int MaxBodyBytes { get; set; } = 4 * 1024 * 1024;

    /// <value>Longest silence of a stream before a comment line is sent, default 10 s: proxies cut silent
    /// connections.</value>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>How long a provider is still read after the client has left, default 2 min; never beyond the call's
    /// deadline.</value>
    public TimeSpan DrainTimeout { get; set; } = TimeSpan.FromMinutes(2);

    /// <value>Calls without a client that are read on at the same time, default 1,000; beyond it a call is cut and
    /// estimated.</value>
    public int MaxDrains { get; set; } = 1_000;

    /// <value>How long a caller waits while settling is retried, default 5 s; after it the settle goes on in the
    /// background.</value>
    public TimeSpan SettlePatience { get; set; } = TimeSpan.FromSeconds(5);

    /// <value>How long a settle is retried after its hold's lease, default 1 h. It is then recorded as late.</value>
    public TimeSpan SettleGrace { get; set; } = TimeSpan.FromHours(1);

    /// <value>Settles and voids that may wait in the background, default 10,000.</value>
    public int SettleQueue { get; set; } = 10_000;

    /// <value>
    /// Longest lease of a hold, default 2 min; at least four times <see cref="SettlePatience"/>. A call that goes on for
    /// longer extends it at half of it. After a crash, units come back when the lease ends.
    /// </value>
    public TimeSpan Lease { get; set; } = TimeSpan.FromMinutes(2);

    /// <value>
    /// How much longer a hold lives than its call may take, default 15 s; at least twice <see cref="SettlePatience"/>.
    /// </value>
    public TimeSpan LeaseMargin { get; set; } = TimeSpan.FromSeconds(15);

    /// <value>When the server stops: how long calls in flight may go on before they are cut and settled, default 20
    /// s.</value>
    public TimeSpan StopGrace { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Every fault of the settings, each naming its key; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (OpenAi is not null) faults.AddRange(OpenAi.Faults());
        if (MaxBodyBytes is < 1024 or > 64 * 1024 * 1024)
            faults.Add($"{nameof(MaxBodyBytes)}: must be from 1 KiB to 64 MiB.");
        Range(faults, nameof(Heartbeat), Heartbeat, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Range(faults, nameof(DrainTimeout), DrainTimeout, TimeSpan.Zero, TimeSpan.FromHours(1));
        if (MaxDrains < 0) faults.Add($"{nameof(MaxDrains)}: must not be negative.");
        Range(faults, nameof(SettlePatience), SettlePatience, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Range(faults, nameof(SettleGrace), SettleGrace, TimeSpan.Zero, TimeSpan.FromDays(7));
        if (SettleQueue < 1) faults.Add($"{nameof(SettleQueue)}: must be at least 1.");
        Range(faults, nameof(Lease), Lease, SettlePatience * 4, TimeSpan.FromHours(1));
        Range(faults, nameof(LeaseMargin), LeaseMargin, SettlePatience * 2, TimeSpan.FromHours(1));
        Range(faults, nameof(StopGrace), StopGrace, TimeSpan.Zero, TimeSpan.FromMinutes(10));
        return faults;
    }

    private static void Range(List<string> faults, string name, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max) faults.Add($"{name}: must be from {min} to {max}.");
    }
}
