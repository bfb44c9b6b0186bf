namespace Weir.Api.Tests.Blueprints;

/// <summary>Everything that is wrong comes at once, in the order of the file.</summary>
public sealed class ManyFaultsTests
{
    [Fact]
    public void Faults_all_over_are_reported_together_with_exact_lines()
    {
        const string Yaml =
            """
            format: 1
            blueprint: sample
            customer: personal
            colour: red
            meters:
              ai_cost: { unit: nano_usd, limit: granted }
              ai_tokens: { unit: token, limit: nono }
            plans:
              free:
                name: Free
                entitlements:
                  ai: { kind: boolean }
                  ai_cost: { kind: metered, included: 0.5, hard_limit: "0.75", period: monthly }
                routes: [chat, voice]
                name: Twice
            routes:
              chat:
                capability: chat
                target: { provider: openai, model: gpt-5-mini, tier: flexx }
                fallbck: {}
            features:
              poem:
                name: Poem
                capability: chat
                entitlement: a1
                prompt: prompts/poem.md
                max_output_tokens: many
                input:
                  topic: { type: text, max_length: 100 }
            """;
        BlueprintFolder.FaultsOf(Yaml).ShouldBe(
        [
            "weir.yaml:4: the blueprint has no key 'colour'; known: format, blueprint, customer, meters, plans, drop_in, default_plan, anonymous_gets_default_plan, routes, features, prices, billing",
            "weir.yaml:7: meter 'ai_tokens': 'limit' cannot be 'nono'; did you mean 'none'?",
            "weir.yaml:13: entitlement 'ai_cost' of plan 'free': 'included' must be US dollars in quotes, such as \"0.25\": numbers without quotes lose digits",
            "weir.yaml:13: entitlement 'ai_cost' of plan 'free': 'period' cannot be 'monthly'; known: lifetime, day, calendar_month, billing_month",
            "weir.yaml:14: plan 'free': there is no route 'voice'; known: chat",
            "weir.yaml:15: plan 'free' has the key 'name' twice; the first is on line 10",
            "weir.yaml:19: 'target' of route 'chat': 'tier' cannot be 'flexx'; did you mean 'flex'?",
            "weir.yaml:20: route 'chat' has no key 'fallbck'; did you mean 'fallback'?",
            "weir.yaml:25: feature 'poem': no plan has the entitlement 'a1', so nobody could call it; did you mean 'ai'?",
            "weir.yaml:27: feature 'poem': 'max_output_tokens' must be a whole number from 1 to 1000000, without quotes",
            "prompts/poem.md:8: feature 'poem': The feature has no input member 'lines'.",
            "prompts/poem.md:9: feature 'poem': The feature has no input member 'lines.text'.",
        ]);
    }

    [Fact]
    public void Missing_sections_are_all_named() =>
        BlueprintFolder.FaultsOf("format: 1\n").ShouldBe(
        [
            "weir.yaml:1: the blueprint lacks the key 'blueprint'",
            "weir.yaml:1: the blueprint lacks the key 'customer'",
            "weir.yaml:1: the blueprint lacks the key 'meters'",
            "weir.yaml:1: the blueprint lacks the key 'plans'",
        ]);
}
