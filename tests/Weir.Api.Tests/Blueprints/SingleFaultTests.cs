using Weir.Core.Billing;
using Weir.Core.Catalog;

namespace Weir.Api.Tests.Blueprints;

/// <summary>
/// Each fault alone: one edit of a valid blueprint gives exactly one fault, on its line, with the way out.
/// </summary>
public sealed class SingleFaultTests
{
    /// <summary>
    /// What is replaced, by what, and the faults that follow (<c>|</c> between them). A fault stands on the line of the
    /// replacement, or of the first occurrence of what follows <c>@@</c>.
    /// </summary>
    public static readonly TheoryData<string, string, string> Cases = new()
    {
        { "format: 1", "format: 2", "format 2 is not known: this Weir reads format 1" },
        { "format: 1", "format: \"1\"", "'format' must be a whole number" },
        { "blueprint: sample", "blueprint: Sample App", "lower-case letters, digits and -" },
        { "customer: personal", "customer: persona", "did you mean 'personal'?" },
        { "customer: personal", "customers: personal", "the blueprint has no key 'customers'; did you mean 'customer'?|the blueprint lacks the key 'customer'@@format: 1" },
        { "  development: free", "  development: fre", "there is no plan 'fre'; did you mean 'free'?" },
        { "limit: none }", "limit: some }", "'limit' cannot be 'some'; known: granted, none" },
        { "limit: none }", "limit: none, late_events: ignore }", "'late_events' cannot be 'ignore'; known: restate, receipt, reject" },
        { "limit: none }", "limit: none, late_after_s: 3024001 }", "'late_after_s' must be" },
        { "limit: none }", "limit: none, future_s: 1.5 }", "'future_s' must be a whole number" },
        { "unit: token,", "unit: tokens,", "did you mean 'token'?" },
        { "unit: token,", "unit: character,", "the meter 'ai_tokens' must have the unit 'token'" },
        { "  ai_tokens: { unit: token, limit: none }\n", "", "features need the meter 'ai_tokens'@@  poem:" },
        { "name: Free\n", "name:\n", "'name' is empty" },
        { "name: Free\n", "name: 7\n", "'name' must be text; put '7' in quotes" },
        { "ai: { kind: boolean }", "ai: { kind: bool }", "'kind' cannot be 'bool'; known: boolean, static, metered" },
        { "ai: { kind: boolean }", "ai: { kind: boolean, value: 1 }", "has no key 'value'" },
        { "ai: { kind: boolean }", "ai: yes", "must be a mapping such as { kind: boolean }" },
        { "kind: static, value: 2", "kind: static, value: 2.5", "put a fraction in quotes" },
        { "kind: static, value: 2", "kind: static", "lacks the key 'value'" },
        { "included: \"0.50\"", "included: 0.50", "'included' must be US dollars in quotes" },
        { "included: \"0.50\"", "included: \"0.0000000001\"", "at most nine of them after the point" },
        { "included: \"0.50\"", "included: \"5e-1\"", "no exponent" },
        { "included: \"0.50\"", "included: \"-0.50\"", "no sign" },
        { "included: \"0.50\"", "included: \"9999999999.99\"", "must be US dollars such as" },
        { "included: \"0.50\"", "included: \"0.76\"", "'hard_limit' is below 'included'" },
        { "included: 5, hard_limit: 5", "included: 5, hard_limit: \"5\"", "'hard_limit' must be a whole number" },
        { "period: lifetime", "period: forever", "'period' cannot be 'forever'; known: lifetime, day, calendar_month, billing_month" },
        { "period: calendar_month", "period: calender_month", "did you mean 'calendar_month'?" },
        { "      generations: { kind: metered", "      generation: { kind: metered", "the metered entitlement 'generation' must be a meter's code; did you mean 'generations'?|plan 'free' entitles to it but grants no 'generations'@@  poem:" },
        { "seats: { kind: static, value: 2 }", "ai_tokens: { kind: boolean }", "'ai_tokens' is a meter; its entitlement must be 'kind: metered'" },
        { "seats: { kind: static, value: 2 }", "ai_tokens: { kind: metered, included: 1, hard_limit: 1, period: day }", "has 'limit: none', so it takes no allowance" },
        { "meter: requests, scope: member", "meter: request, scope: member", "limit 'calls' of plan 'free': there is no meter 'request'; did you mean 'requests'?" },
        { "scope: member", "scope: user", "'scope' cannot be 'user'; known: customer, member, feature" },
        { "window_s: 60, amount: 30", "window_s: 0, amount: 30", "'window_s' must be a whole number from 1 to 86400" },
        { "window_s: 60, amount: 30", "amount: 30", "it must have either 'period' or, for a rate, 'window_s'" },
        { "window_s: 60, amount: 30", "window_s: 60, period: day, amount: 30", "it must have either 'period' or, for a rate, 'window_s'" },
        { "window_s: 60, amount: 30", "window_s: 60, amount: 0", "'amount' must be a whole number from 1" },
        { "window_s: 60, amount: 30", "window_s: 60", "lacks the key 'amount'" },
        { "window_s: 60, amount: 30", "window_s: 60, amount: 30, burst: 5", "has no key 'burst'" },
        { "calls: { meter: requests, scope: member, window_s: 60, amount: 30 }", "calls: 30", "limit 'calls' of plan 'free' must be a mapping with the keys meter, scope, amount, period, window_s" },
        { "period: day, amount: \"0.10\"", "period: day, amount: 0.10", "'amount' must be US dollars in quotes" },
        { "period: day, amount: \"0.10\"", "period: day, amount: \"0.00\"", "'amount' must be more than zero" },
        { "period: day, amount: \"0.10\"", "period: window, amount: \"0.10\"", "'period' cannot be 'window'; known: lifetime, day, calendar_month, billing_month" },
        { "spending: { meter: ai_cost, scope: feature, period: day, amount: \"0.10\" }", "spending: { meter: requests, scope: member, window_s: 60, amount: 7 }", "counts the same as 'calls' on line " },
        { "trial_days: 14", "trial_days: 0", "'trial_days' must be a whole number from 1 to 730" },
        { "unit: generation, limit: granted }\n", "unit: generation, limit: granted }\n  requests: { unit: generation, limit: none }\n", "no meter can be called 'requests'@@  requests: {" },
        { "trial_days: 14", "billing: { stripe_price: prod_1 }", "the billing of plan 'free': 'stripe_price' is 'prod_1': the id of a price" },
        { "trial_days: 14", "billing: { lemonsqueezy_variant: 12 }", "'lemonsqueezy_variant' must be text; put '12' in quotes" },
        { "trial_days: 14", "billing: { lemonsqueezy_variant: \"12a\" }", "'lemonsqueezy_variant' is '12a': the number of a variant" },
        { "trial_days: 14", "billing: { lemonsqueezy_product: \"0\" }", "'lemonsqueezy_product' is '0': the number of a product" },
        { "trial_days: 14", "billing: { stripe_prices: price_1 }", "has no key 'stripe_prices'; did you mean 'stripe_price'?" },
        { "trial_days: 14", "billing: price_1", "the billing of plan 'free' must be a mapping with the keys" },
        { "trial_days: 14", "billing: { test: { test: {} } }", "'test' in the billing of plan 'free' has no key 'test'" },
        { "trial_days: 14", "billing: { test: { stripe_price: sub_1 } }", "'test' in the billing of plan 'free': 'stripe_price' is 'sub_1'" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_cost: { stripe_meter: \"a b\", per: \"0.01\" } } }", "the overage 'ai_cost' in the billing of plan 'free': 'stripe_meter' is 'a b': the event name of a Stripe meter" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_cost: { stripe_meter: cost, per: 1 } } }", "'per' must be" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_cost: { stripe_meter: cost, per: \"0\" } } }", "'per' must be more than zero" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_cost: { per: \"0.01\" } } }", "the overage 'ai_cost' in the billing of plan 'free' lacks the key 'stripe_meter'" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_cost: { stripe_meter: cost } } }", "the overage 'ai_cost' in the billing of plan 'free' lacks the key 'per'" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { generations: { stripe_meter: cost, per: 1 } } }", "the overage 'generations' in the billing of plan 'free': the plan's 'hard_limit' is its 'included'" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_tokens: { stripe_meter: cost, per: 1 } } }", "the plan has no allowance of 'ai_tokens'" },
        { "trial_days: 14", "billing: { stripe_price: price_1, overage: { ai_costs: { stripe_meter: cost, per: 1 } } }", "there is no meter 'ai_costs'; did you mean 'ai_cost'?" },
        { "trial_days: 14", "billing: { stripe_price: price_1, test: { overage: { ai_cost: { stripe_meter: cost, per: \"0.01\" } } } }", "without 'stripe_price' beside it in 'test' nobody is billed by Stripe" },
        { "customer: personal", "customer: personal\nbilling: { upgrade_url: \"http://example.com\" }", "'upgrade_url' is 'http://example.com': an address such as https://@@billing:" },
        { "customer: personal", "customer: personal\nbilling: { upgrade_url: \"https://me:secret@example.com\" }", "an address such as https://@@billing:" },
        { "routes: [chat]", "routes: [chatt]", "there is no route 'chatt'; did you mean 'chat'?" },
        { "routes: [chat]", "routes: chat", "'routes' must be a list of codes" },
        { "routes: [chat]", "routes: []", "plan 'free' entitles to it but has no route for 'chat'@@    capability: chat\n    entitlement" },
        { "routes: [chat]", "routes: [chat, chat]", "'chat' and 'chat' both serve 'chat'" },
        { "    capability: chat\n    target", "    capability: chatter\n    target", "'capability' cannot be 'chatter'" },
        { "target: { provider: openai, model: gpt-5-mini, tier: flex }", "target: { provider: openai, model: gpt-5-nano, tier: flex }", "'target' has no price for openai 'gpt-5-nano' at tier 'flex'" },
        { "fallback: { provider: openai, model: gpt-5-mini, tier: default }", "fallback: { provider: openai, model: gpt-5-mini, tier: priority }", "'fallback' has no price for openai 'gpt-5-mini' at tier 'priority'" },
        { "fallback: { provider: openai, model: gpt-5-mini, tier: default }", "fallback: { provider: openai, model: gpt-5-mini, tier: flex }", "'fallback' is the same as 'target'" },
        { "fallback: { provider: openai, model: gpt-5-mini, tier: default }", "timeout_s: 0", "'timeout_s' must be a whole number from 1 to 3600" },
        { "fallback: { provider: openai, model: gpt-5-mini, tier: default }", "first_byte_timeout_s: 400", "is longer than 'timeout_s'" },
        { "fallback: { provider: openai, model: gpt-5-mini, tier: default }", "params: { temperature: 0.5 }", "the parameter 'temperature' must be text; put numbers in quotes" },
        { "  poem:\n", "  Poem:\n", "'Poem' in features is no code" },
        { "    capability: chat\n    entitlement", "    capability: embed\n    entitlement", "plan 'free' entitles to it but has no route for 'embed'" },
        { "entitlement: ai\n", "entitlement: aii\n", "no plan has the entitlement 'aii', so nobody could call it; did you mean 'ai'?" },
        { "entitlement: ai\n", "entitlement: seats\n", "the entitlement 'seats' must be 'kind: boolean' in every plan" },
        { "prompt: prompts/poem.md", "prompt: prompts/poet.md", "there is no file prompts/poet.md" },
        { "prompt: prompts/poem.md", "prompt: ../../etc/passwd", "a path such as prompts/chapter_summary.md" },
        { "max_output_tokens: 100", "max_output_tokens: 1_00", "'max_output_tokens' must be a whole number" },
        { "type: text, required: true", "type: text, required: yes", "'required' must be true or false" },
        { "{ type: text, required: true, max_length: 100 }", "{ type: string, max_length: 100 }", "'type' must be one of text, array" },
        { "{ type: text, required: true, max_length: 100 }", "{ type: text, required: true }", "lacks the key 'max_length'" },
        { "max_items: 3", "max_items: 3\n        min_items: 4", "'min_items' is above 'max_items'@@min_items" },
        { "text: { type: text, max_length: 80 }", "text: { type: array, max_items: 1, items: { a: { type: text, max_length: 1 } } }", "a list inside a list is not supported" },
        { "charges: { generations: 1 }", "charges: { generation: 1 }", "there is no meter 'generation'; did you mean 'generations'?" },
        { "charges: { generations: 1 }", "charges: { generations: 0 }", "the charge of 'generations' must be a whole number above 0" },
        { "charges: { generations: 1 }", "charges: { ai_cost: 1 }", "'ai_cost' is measured for every call; it takes no fixed charge" },
        { "effective_from: 2025-08-07", "effective_from: 2025-13-07", "a date such as 2026-01-31" },
        { "block_units: 1000000", "block_units: 1e6", "'block_units' must be a whole number" },
        { "input: \"0.125\"", "input: 0.125", "'input' must be US dollars in quotes" },
        { ", output: \"1.00\" }", " }", "lacks the key 'output'" },
        { "    tier: flex\n", "    tier: default\n", "openai 'gpt-5-mini' at tier 'default' has two prices from 2025-08-07 on@@  - provider: openai\n    model: gpt-5-mini\n    tier: default\n    effective_from: 2025-08-07\n    block_units: 1000000\n    rates: { input: \"0.25\"|'target' has no price for openai 'gpt-5-mini' at tier 'flex'@@    target:" },
        { "    source: test\n", "", "lacks the key 'source'@@  - provider" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void One_edit_gives_its_fault_on_its_line(string part, string replacement, string expected)
    {
        var at = BlueprintFolder.ValidYaml.IndexOf(part, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, part);
        var yaml = BlueprintFolder.ValidYaml[..at] + replacement + BlueprintFolder.ValidYaml[(at + part.Length)..];
        var faults = BlueprintFolder.FaultsOf(yaml);

        var messages = expected.Split('|');
        faults.Count.ShouldBe(messages.Length, string.Join('\n', faults));
        foreach (var message in messages)
        {
            var (text, anchor) = message.Split("@@") is [var before, var after] ? (before, after) : (message, null);
            var line = anchor is null ? yaml.AsSpan(0, at).Count('\n') + 1 : BlueprintFolder.LineOf(yaml, anchor);
            faults.ShouldContain(
                f => f.StartsWith($"weir.yaml:{line}: ", StringComparison.Ordinal) && f.Contains(text, StringComparison.Ordinal),
                string.Join('\n', faults));
        }
    }

    [Fact]
    public void The_sample_itself_is_valid() => BlueprintFolder.FaultsOf(BlueprintFolder.ValidYaml).ShouldBeEmpty();

    [Fact]
    public void A_meters_policy_of_late_events_is_read_and_has_defaults()
    {
        var yaml = BlueprintFolder.ValidYaml.Replace(
            "limit: none }", "limit: none, late_events: receipt, late_after_s: 0, future_s: 86400 }", StringComparison.Ordinal);
        using var folder = new BlueprintFolder(yaml);
        var meters = folder.Load().Catalog.ShouldNotBeNull().Meters;
        var policy = meters.Single(m => m.Code == "ai_tokens");
        (policy.LateEvents, policy.LateAfter, policy.FutureTolerance)
            .ShouldBe((LateEvents.Receipt, TimeSpan.Zero, TimeSpan.FromDays(1)));
        var absent = meters.Single(m => m.Code == "ai_cost");
        (absent.LateEvents, absent.LateAfter, absent.FutureTolerance)
            .ShouldBe((LateEvents.Restate, TimeSpan.FromDays(1), TimeSpan.FromMinutes(10)));
    }

    [Fact]
    public void Overage_is_billed_by_a_meter_in_each_mode()
    {
        using var folder = new BlueprintFolder(BlueprintFolder.ValidYaml.Replace(
            "trial_days: 14",
            "billing: { stripe_price: price_1, overage: { ai_cost: { stripe_meter: cost, per: \"0.01\" } }, "
                + "test: { stripe_price: price_2, overage: { ai_cost: { stripe_meter: cost_test, per: \"0.02\" } } } }",
            StringComparison.Ordinal));
        folder.Load().Catalog!.Plans.First(p => p.Code == "free").Overages.ShouldBe(
        [
            new(BillingMode.Live, "ai_cost", "cost", 10_000_000), new(BillingMode.Test, "ai_cost", "cost_test", 20_000_000),
        ]);
    }

    [Fact]
    public void A_price_sells_one_plan_in_each_mode()
    {
        const string Second = "  plus:\n    name: Plus\n    entitlements:\n      ai_cost: { kind: metered, included: \"1\", hard_limit: \"1\", period: day }\n";
        var yaml = BlueprintFolder.ValidYaml
            .Replace("trial_days: 14", "billing: { stripe_price: price_1, test: { stripe_price: price_1 } }", StringComparison.Ordinal);
        BlueprintFolder.FaultsOf(yaml).ShouldBeEmpty();

        var twice = yaml.Replace(
            "\nroutes:\n", $"\n{Second}    billing:\n      stripe_price: price_1\nroutes:\n", StringComparison.Ordinal);
        BlueprintFolder.FaultsOf(twice).ShouldBe(
            [$"weir.yaml:{BlueprintFolder.LineOf(twice, "      stripe_price: price_1\n")}: plan 'plus': 'price_1' sells plan 'free' already, "
                + $"on line {BlueprintFolder.LineOf(twice, "billing: { stripe_price")}; a price sells one plan"]);
    }

    [Fact]
    public void A_price_of_the_future_does_not_price_today()
    {
        var yaml = BlueprintFolder.ValidYaml.Replace("2025-08-07", "2026-11-21", StringComparison.Ordinal);
        var faults = BlueprintFolder.FaultsOf(yaml);
        faults.Count.ShouldBe(2);
        faults.ShouldAllBe(f => f.Contains("the first is in force from 2026-11-21", StringComparison.Ordinal));
    }

    [Fact]
    public void A_dated_snapshot_has_the_price_of_its_model()
    {
        var yaml = BlueprintFolder.ValidYaml.Replace(
            "target: { provider: openai, model: gpt-5-mini,", "target: { provider: openai, model: gpt-5-mini-2025-08-07,", StringComparison.Ordinal);
        BlueprintFolder.FaultsOf(yaml).ShouldBeEmpty();
    }
}
