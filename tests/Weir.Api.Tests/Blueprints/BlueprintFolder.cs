using System.Text;
using Weir.Api.Blueprints;
using Weir.Api.Tests.Kit;

namespace Weir.Api.Tests.Blueprints;

/// <summary>A blueprint in a folder of its own: a small valid one, which each test then breaks.</summary>
internal sealed class BlueprintFolder : IDisposable
{
    public const string ValidYaml =
        """
        format: 1
        blueprint: sample
        customer: personal
        default_plan:
          development: free
        meters:
          ai_cost: { unit: nano_usd, limit: granted }
          ai_tokens: { unit: token, limit: none }
          generations: { unit: generation, limit: granted }
        plans:
          free:
            name: Free
            entitlements:
              ai: { kind: boolean }
              seats: { kind: static, value: 2 }
              ai_cost: { kind: metered, included: "0.50", hard_limit: "0.75", period: calendar_month }
              generations: { kind: metered, included: 5, hard_limit: 5, period: lifetime }
            limits:
              calls: { meter: requests, scope: member, window_s: 60, amount: 30 }
              spending: { meter: ai_cost, scope: feature, period: day, amount: "0.10" }
            trial_days: 14
            routes: [chat]
        routes:
          chat:
            capability: chat
            target: { provider: openai, model: gpt-5-mini, tier: flex }
            fallback: { provider: openai, model: gpt-5-mini, tier: default }
        features:
          poem:
            name: Poem
            capability: chat
            entitlement: ai
            prompt: prompts/poem.md
            max_output_tokens: 100
            input:
              topic: { type: text, required: true, max_length: 100 }
              lines:
                type: array
                max_items: 3
                items:
                  text: { type: text, max_length: 80 }
            charges: { generations: 1 }
        prices:
          - provider: openai
            model: gpt-5-mini
            tier: flex
            effective_from: 2025-08-07
            block_units: 1000000
            rates: { input: "0.125", cached_input: "0.0125", cache_write: "0.125", output: "1.00" }
            source: test
          - provider: openai
            model: gpt-5-mini
            tier: default
            effective_from: 2025-08-07
            block_units: 1000000
            rates: { input: "0.25", cached_input: "0.025", cache_write: "0.25", output: "2.00" }
            source: test
        """;

    public const string ValidPrompt =
        """
        # instructions

        Write a poem.

        # user

        {{topic}}
        {{#each lines}}
        {{text}}
        {{/each}}
        """;

    private static readonly DateTimeOffset s_now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("weir-blueprint-");

    public BlueprintFolder(string yaml = ValidYaml, string prompt = ValidPrompt)
        : this(Encoding.UTF8.GetBytes(yaml), Encoding.UTF8.GetBytes(prompt))
    {
    }

    public BlueprintFolder(byte[] yaml, byte[] prompt)
    {
        _folder.CreateSubdirectory("prompts");
        File.WriteAllBytes(System.IO.Path.Combine(_folder.FullName, "weir.yaml"), yaml);
        File.WriteAllBytes(System.IO.Path.Combine(_folder.FullName, "prompts", "poem.md"), prompt);
    }

    public string Path => _folder.FullName;

    /// <summary>Loads at an instant at which the sample's prices are in force.</summary>
    public BlueprintResult Load() => Blueprint.Load(Path, timeProvider: new FixedTime(s_now));

    public static IReadOnlyList<string> FaultsOf(string yaml, string prompt = ValidPrompt)
    {
        using var folder = new BlueprintFolder(yaml, prompt);
        var result = folder.Load();
        (result.Catalog is null).ShouldBe(result.Faults.Count > 0);
        return [.. result.Faults.Select(f => f.ToString())];
    }

    /// <summary>Line of the first occurrence.</summary>
    public static int LineOf(string yaml, string text)
    {
        var at = yaml.IndexOf(text, StringComparison.Ordinal);
        at.ShouldBeGreaterThanOrEqualTo(0, text);
        return yaml.AsSpan(0, at).Count('\n') + 1;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
