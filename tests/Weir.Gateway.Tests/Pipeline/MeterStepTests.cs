using Microsoft.AspNetCore.Http;
using Weir.Core.Catalog;
using Weir.Core.Pricing;
using Weir.Gateway.Pipeline;
using Weir.Gateway.Providers;
using Weir.Gateway.Tests.Live;

namespace Weir.Gateway.Tests.Pipeline;

/// <summary>
/// The written policies: what each ending of a call costs. USD 2.00 / 0.20 / 2.50 / 10.00 for a million tokens, flex
/// half.
/// </summary>
public sealed class MeterStepTests
{
    private const long InputBound = 1000;
    private const long OutputBound = 500;

    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly TokenUsage s_usage = new(100, 10);

    [Theory]
    [InlineData(nameof(ProviderEnd.Completed))]
    [InlineData(nameof(ProviderEnd.Incomplete))]
    [InlineData(nameof(ProviderEnd.Failed))]
    public void Reported_usage_is_charged_however_the_call_ended(string end)
    {
        var bill = Meter(TestCatalog.Charged, Ended(end, usage: s_usage));

        bill.VoidReason.ShouldBeNull();
        bill.CostNanoUsd.ShouldBe(300_000);
        bill.Provenance.ShouldBe("provider");
        bill.Lines.ShouldContain(new Core.Engine.MeterQuantity("ai_cost", 300_000));
        bill.Lines.ShouldContain(new Core.Engine.MeterQuantity("ai_tokens", 110));
        bill.Lines.Any(l => l.Meter == "generations").ShouldBe(end != nameof(ProviderEnd.Failed));
    }

    [Theory]
    [InlineData(nameof(ProviderEnd.Refused))]
    [InlineData(nameof(ProviderEnd.NotSent))]
    [InlineData(nameof(ProviderEnd.Failed))]
    public void A_failure_without_output_and_usage_costs_nothing(string end)
    {
        var bill = Meter(TestCatalog.Plain, Ended(end));

        bill.VoidReason.ShouldBe("provider_error");
        bill.Lines.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(nameof(ProviderEnd.Completed))]
    [InlineData(nameof(ProviderEnd.Failed))]
    [InlineData(nameof(ProviderEnd.Broken))]
    public void Without_a_report_every_byte_that_was_seen_is_a_token(string end)
    {
        var bill = Meter(TestCatalog.Plain, Ended(end, text: "twenty bytes of text"));

        bill.Usage.ShouldBe(new TokenUsage(InputBound, 20));
        bill.CostNanoUsd.ShouldBe((InputBound * 2000) + (20 * 10_000));
        bill.Provenance.ShouldBe("estimated");
    }

    [Fact]
    public void A_call_that_was_sent_and_never_answered_costs_its_input()
    {
        var bill = Meter(TestCatalog.Plain, Ended(nameof(ProviderEnd.Broken)));

        bill.Usage.ShouldBe(new TokenUsage(InputBound, 0));
        bill.Provenance.ShouldBe("estimated");
    }

    [Fact]
    public void An_estimate_never_exceeds_the_hold()
    {
        var call = Context(TestCatalog.Plain, Ended(nameof(ProviderEnd.Completed), text: new string('x', 100_000)));

        MeterStep.Run(call).CostNanoUsd.ShouldBeLessThanOrEqualTo(call.Estimate.CostNanoUsd);
    }

    [Fact]
    public void An_explicit_zero_is_charged_as_zero()
    {
        var bill = Meter(TestCatalog.Plain, Ended(nameof(ProviderEnd.Completed), text: "text", usage: TokenUsage.None));

        bill.VoidReason.ShouldBeNull();
        bill.CostNanoUsd.ShouldBe(0);
        bill.Provenance.ShouldBe("provider");
    }

    [Fact]
    public void The_tier_that_served_sets_the_price()
    {
        Meter(TestCatalog.Flex, Ended(nameof(ProviderEnd.Completed), usage: s_usage, tier: "flex")).CostNanoUsd.ShouldBe(150_000);
        Meter(TestCatalog.Flex, Ended(nameof(ProviderEnd.Completed), usage: s_usage, tier: "default")).CostNanoUsd.ShouldBe(300_000);
    }

    [Fact]
    public void A_tier_without_a_price_is_charged_by_the_dearest_of_the_hold_and_marked()
    {
        var bill = Meter(TestCatalog.Flex, Ended(nameof(ProviderEnd.Completed), usage: s_usage, tier: "priority"));

        bill.CostNanoUsd.ShouldBe(300_000);
        bill.Provenance.ShouldBe("estimated");
        bill.PriceMissing.ShouldBeTrue();
    }

    [Fact]
    public void An_attempt_given_up_for_the_fallback_is_not_the_customers()
    {
        var first = Ended(nameof(ProviderEnd.Broken));
        first.GivenUp = true;
        var bill = Meter(TestCatalog.Flex, first, Ended(nameof(ProviderEnd.Completed), usage: s_usage));

        bill.CostNanoUsd.ShouldBe(300_000);
        bill.Provenance.ShouldBe("provider");
    }

    [Fact]
    public void Two_attempts_that_both_report_usage_are_both_charged_each_at_its_price()
    {
        var first = Ended(nameof(ProviderEnd.Failed), usage: new TokenUsage(50, 0), tier: "flex");
        var bill = Meter(TestCatalog.Flex, first, Ended(nameof(ProviderEnd.Completed), usage: s_usage, tier: "default"));

        bill.CostNanoUsd.ShouldBe((50 * 1000) + 300_000);
        bill.Usage.ShouldBe(new TokenUsage(150, 10));
    }

    private static Bill Meter(string feature, params Attempt[] attempts) => MeterStep.Run(Context(feature, attempts));

    private static CallContext Context(string feature, params Attempt[] attempts)
    {
        var catalog = new CatalogIndex(TestCatalog.Of());
        var found = catalog.FindFeature(feature)!;
        var route = catalog.FindRoute("test", found.Capability)!;
        return new CallContext(new DefaultHttpContext(), s_now)
        {
            Catalog = catalog,
            Feature = found,
            Route = route,
            Estimate = CostEstimator.Estimate(catalog, route, InputBound, OutputBound, s_now)!,
            Attempts = attempts,
        };
    }

    private static Attempt Ended(string end, string text = "", TokenUsage? usage = null, string tier = "default")
    {
        var attempt = new Attempt(TestCatalog.DefaultTarget, null)
        {
            Outcome = new ProviderOutcome(Enum.Parse<ProviderEnd>(end)) { Usage = usage, Tier = tier },
        };
        if (text.Length > 0) ((IProviderSink)attempt).TextAsync(text, CancellationToken.None).AsTask().Wait(CancellationToken.None);
        return attempt;
    }
}
