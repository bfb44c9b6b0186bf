using System.Security.Claims;
using Weir.Core.Tokens;
using Weir.Http.Authentication;

namespace Weir.Http.Tests.Tokens;

public sealed class TokenCacheTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenKeySet s_keys = TokenKeySet.FromSharedSecret(new string('a', 32));
    private static readonly TokenKeySet s_others = TokenKeySet.FromSharedSecret(new string('b', 32));

    [Fact]
    public void Entry_counts_for_its_token_its_keys_and_its_time()
    {
        var cache = new TokenCache(10);
        var principal = new ClaimsPrincipal();
        cache.Add(TokenDigest.Of("token"), principal, s_keys, s_now.AddSeconds(10));

        cache.Find(TokenDigest.Of("token"), s_keys, null, s_now).ShouldBe(principal);
        cache.Find(TokenDigest.Of("token"), s_others, s_keys, s_now).ShouldBe(principal);
        cache.Find(TokenDigest.Of("Token"), s_keys, null, s_now).ShouldBeNull();
        cache.Find(TokenDigest.Of("token"), s_others, null, s_now).ShouldBeNull();
        cache.Find(TokenDigest.Of("token"), null, null, s_now).ShouldBeNull();
        cache.Find(TokenDigest.Of("token"), s_keys, null, s_now.AddSeconds(10)).ShouldBeNull();
    }

    [Fact]
    public void Size_is_bounded_and_what_is_used_stays()
    {
        var cache = new TokenCache(100);
        var kept = TokenDigest.Of("kept");
        cache.Add(kept, new ClaimsPrincipal(), s_keys, s_now.AddHours(1));
        for (var i = 0; i < 10_000; i++)
        {
            cache.Add(TokenDigest.Of($"token {i}"), new ClaimsPrincipal(), s_keys, s_now.AddHours(1));
            if (i % 20 == 0) cache.Find(kept, s_keys, null, s_now).ShouldNotBeNull();
        }

        Enumerable.Range(0, 10_000)
            .Count(i => cache.Find(TokenDigest.Of($"token {i}"), s_keys, null, s_now) is not null)
            .ShouldBeLessThanOrEqualTo(100);
        new TokenCache(0).Find(kept, s_keys, null, s_now).ShouldBeNull();
    }
}
