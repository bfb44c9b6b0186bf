namespace Weir.Sandbox.Tests.Auth;

/// <summary>The system's clock, set forward by the test.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private TimeSpan _shift;

    public void Advance(TimeSpan by) => _shift += by;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;

    public override long GetTimestamp() =>
        System.GetTimestamp() + (long)(_shift.TotalSeconds * System.TimestampFrequency);
}
