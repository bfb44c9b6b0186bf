using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Weir.Core.Errors;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Http.Limits;

/// <summary>
/// One token bucket per verified user or key, else per address. Addresses share a fixed number of buckets, so that an IPv6
/// network cannot make the table grow; users are real accounts, and idle buckets are dropped by the limiter.
/// It protects one process; what a plan allows is the engine's business.
/// </summary>
internal static class RateLimits
{
    private const int AddressBuckets = 65_536;
    private static readonly TimeSpan s_unknownWait = TimeSpan.FromSeconds(1);

    public static void Configure(RateLimiterOptions limiter, WeirHttpOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static (rejection, cancellationToken) =>
        {
            var wait = rejection.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) && after > TimeSpan.Zero
                ? after
                : s_unknownWait;
            var error = new WeirError(ErrorCode.RateLimited, "Too many requests; wait as Retry-After says.")
            {
                RetryAfter = wait,
            };
            return new ValueTask(ProblemWriter.WriteAsync(rejection.HttpContext, error, cancellationToken));
        };
        limiter.GlobalLimiter =
            PartitionedRateLimiter.Create<HttpContext, string>(context => Partition(context, options));
    }

    private static RateLimitPartition<string> Partition(HttpContext context, WeirHttpOptions options)
    {
        foreach (var path in options.RateLimitExempt)
        {
            if (context.Request.Path.StartsWithSegments(path, StringComparison.Ordinal))
                return RateLimitPartition.GetNoLimiter("exempt");
        }
        if (context.User.Identity?.IsAuthenticated != true)
        {
            var address = AddressBucket(context.Connection.RemoteIpAddress);
            return context.GetEndpoint()?.Metadata.GetMetadata<ProviderMessages>() is null
                ? Bucket("address:" + address, options.AddressRequestsPerMinute, options.AddressBurst)
                : Bucket(
                    "messages:" + address,
                    options.AddressRequestsPerMinute * ProviderMessages.Factor,
                    options.AddressBurst * ProviderMessages.Factor);
        }
        if (context.User.FindFirst(Caller.UserIdClaim)?.Value is { } user)
            return Bucket("user:" + user, options.UserRequestsPerMinute, options.UserBurst);
        var key = context.User.FindFirst(ServiceCaller.KeyIdClaim)?.Value ?? "admin";
        return Bucket("key:" + key, options.KeyRequestsPerMinute, options.KeyRequestsPerMinute);
    }

    private static RateLimitPartition<string> Bucket(string key, int perMinute, int burst)
    {
        if (perMinute == 0) return RateLimitPartition.GetNoLimiter("off");
        // The shortest period of whole seconds in which whole tokens come.
        var divisor = GreatestCommonDivisor(perMinute, 60);
        return RateLimitPartition.GetTokenBucketLimiter(key, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = burst,
            TokensPerPeriod = perMinute / divisor,
            ReplenishmentPeriod = TimeSpan.FromSeconds(60 / divisor),
            AutoReplenishment = true,
            QueueLimit = 0,
        });
    }

    /// <summary>IPv4 by address, IPv6 by /64: one customer of a provider owns at least that much.</summary>
    internal static int AddressBucket(IPAddress? address)
    {
        if (address is null) return -1;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        var hash = default(HashCode);
        hash.AddBytes(address.AddressFamily == AddressFamily.InterNetworkV6 ? bytes.AsSpan(0, 8) : bytes);
        return (int)((uint)hash.ToHashCode() % AddressBuckets);
    }

    private static int GreatestCommonDivisor(int a, int b) => b == 0 ? a : GreatestCommonDivisor(b, a % b);
}
