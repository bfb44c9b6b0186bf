using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Weir.Core.Deployment;

namespace Weir.Http.Tests.Options;

public sealed class WeirHttpOptionsTests
{
    [Fact]
    public void Every_fault_is_reported_at_once_and_no_secret_is_quoted()
    {
        var options = new WeirHttpOptions
        {
            SharedSecret = "short-secret",
            CorsOrigins = ["*", "https://app.example.com/", "app.example.com"],
            MaxBodyBytes = 0,
            KeysFreshFor = TimeSpan.FromHours(1),
            KeysStaleFor = TimeSpan.FromDays(1),
            TrustedProxies = ["everybody"],
            RateLimitExempt = ["/"],
        };

        var exception = Should.Throw<OptionsValidationException>(() => new ServiceCollection().AddWeirHttp(options));

        var faults = exception.Failures.ToArray();
        faults.Length.ShouldBe(10);
        foreach (var name in new[] { "SUPABASE_URL", "SUPABASE_JWT_SECRET", "CORS_ORIGINS", "MaxBodyBytes",
            "KeysFreshFor", "KeysStaleFor", "TrustedProxies", "RateLimitExempt" })
            faults.ShouldContain(f => f.StartsWith(name, StringComparison.Ordinal));
        string.Join('\n', faults).ShouldNotContain("short-secret");
    }

    [Theory]
    [InlineData("https://project.supabase.co", WeirMode.Production, true)]
    [InlineData("https://project.supabase.co/", WeirMode.Production, true)]
    [InlineData("http://127.0.0.1:54321", WeirMode.Development, true)]
    [InlineData("http://localhost:54321", WeirMode.Development, true)]
    [InlineData("http://127.0.0.1:54321", WeirMode.Production, false)]
    [InlineData("http://project.supabase.co", WeirMode.Development, false)]
    [InlineData("ftp://project.supabase.co", WeirMode.Development, false)]
    [InlineData("https://user:password@project.supabase.co", WeirMode.Production, false)]
    [InlineData("https://project.supabase.co?x=1", WeirMode.Production, false)]
    public void Project_address_is_https_except_on_loopback_in_development(string url, WeirMode mode, bool isGood)
    {
        var options = new WeirHttpOptions { SupabaseUrl = new Uri(url), Mode = mode };

        (options.Validate().Count == 0).ShouldBe(isGood);
    }

    [Theory]
    [InlineData("https://project.supabase.co")]
    [InlineData("https://project.supabase.co/")]
    [InlineData("https://PROJECT.supabase.co:443/")]
    public void Issuer_follows_from_the_address(string url) =>
        new WeirHttpOptions { SupabaseUrl = new Uri(url) }.Issuer.ShouldBe("https://project.supabase.co/auth/v1");
}
