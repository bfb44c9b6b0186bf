namespace Weir.Api.Operations;

/// <summary>Whether this process can serve calls now.</summary>
/// <param name="Status">ready, or not_ready.</param>
/// <param name="Checks">What was looked at.</param>
internal sealed record Readiness(string Status, ReadinessChecks Checks)
{
    public static Readiness Of(ReadinessChecks checks) => new(checks.AllOk ? "ready" : "not_ready", checks);
}
