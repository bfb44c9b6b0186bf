using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>Token buckets by kind and client, in memory: a limit is per process.</summary>
internal sealed class RateLimiter(SandboxAuthOptions options, TimeProvider time)
{
    private const int MaximumBuckets = 20_000;
    private readonly ConcurrentDictionary<(LimitKind Kind, string Key), TokenBucket> _buckets = new();

    /// <summary>Takes one request of a client from its bucket.</summary>
    public bool TryTake(LimitKind kind, HttpContext context) =>
        TryTake(kind, context.Connection.RemoteIpAddress?.ToString() ?? "");

    /// <summary>Takes one mail from everybody's bucket.</summary>
    public bool TryTakeMail() => TryTake(LimitKind.Mail, "");

    /// <summary>Seconds to wait before another mail to this address; 0 lets it through and starts the window.</summary>
    public int SecondsToNextMail(string purpose, string email)
    {
        var window = options.Limits.ResendWindow;
        if (window <= TimeSpan.Zero) return 0;
        var bucket = Bucket((LimitKind.Resend, purpose + '\n' + email), 1, window);
        return bucket.TryTake(time.GetTimestamp()) ? 0 : bucket.SecondsToNext(time.GetTimestamp());
    }

    private bool TryTake(LimitKind kind, string key)
    {
        var limits = options.Limits;
        var (burst, period) = kind switch
        {
            LimitKind.Token => (limits.Burst, TimeSpan.FromMinutes(5) / limits.TokenPer5Minutes),
            LimitKind.Verify => (limits.Burst, TimeSpan.FromMinutes(5) / limits.VerifyPer5Minutes),
            LimitKind.MailRequest => (limits.Burst, TimeSpan.FromMinutes(5) / limits.MailRequestsPer5Minutes),
            LimitKind.Anonymous => (limits.AnonymousPerHour, TimeSpan.FromHours(1) / limits.AnonymousPerHour),
            LimitKind.Mail => (limits.MailsPerHour, TimeSpan.FromHours(1) / limits.MailsPerHour),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        return Bucket((kind, key), burst, period).TryTake(time.GetTimestamp());
    }

    private TokenBucket Bucket((LimitKind Kind, string Key) id, int burst, TimeSpan period)
    {
        if (_buckets.Count > MaximumBuckets)
        {
            foreach (var (key, bucket) in _buckets)
            {
                if (bucket.IsFull(time.GetTimestamp())) _buckets.TryRemove(key, out _);
            }
        }
        return _buckets.GetOrAdd(
            id, static (_, made) => new TokenBucket(made.burst, made.period, made.time), (burst, period, time));
    }
}
