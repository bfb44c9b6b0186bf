namespace Weir.Api.Tests.Kit;

/// <summary>A clock that stands still; its timers are the system's.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}
