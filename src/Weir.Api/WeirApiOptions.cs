namespace Weir.Api;

/// <summary>What the control plane needs to know. <see cref="Validate"/> reports every fault at once.</summary>
public sealed class WeirApiOptions
{
    /// <summary>Whether <c>/openapi/v1.json</c> and <c>/docs</c> are served.</summary>
    /// <value>True.</value>
    public bool ServeDocs { get; set; } = true;

    /// <summary>How long an answer of <c>/readyz</c> serves. 0 to 1 min.</summary>
    /// <value>1 s.</value>
    public TimeSpan ReadinessMaxAge { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long <c>/readyz</c> may look before it says unreachable. 100 ms to 1 min.</summary>
    /// <value>3 s.</value>
    public TimeSpan ReadinessTimeout { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>Every fault, in words that name the setting; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var faults = new List<string>();
        if (ReadinessMaxAge < TimeSpan.Zero || ReadinessMaxAge > TimeSpan.FromMinutes(1))
            faults.Add($"{nameof(ReadinessMaxAge)}: must be from 0 to 1 minute.");
        if (ReadinessTimeout < TimeSpan.FromMilliseconds(100) || ReadinessTimeout > TimeSpan.FromMinutes(1))
            faults.Add($"{nameof(ReadinessTimeout)}: must be from 100 milliseconds to 1 minute.");
        return faults;
    }
}
