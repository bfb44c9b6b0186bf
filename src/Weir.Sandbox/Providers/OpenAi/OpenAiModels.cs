using System.Collections.Frozen;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>The models that the stand-in serves, by name and by dated name.</summary>
internal static class OpenAiModels
{
    private static readonly string[] s_gpt5Efforts = ["medium", "minimal", "low", "high"];
    private static readonly string[] s_gpt54Efforts = ["none", "low", "medium", "high", "xhigh"];
    private static readonly string[] s_gpt6Efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<OpenAiModel> All { get; } =
    [
        Gpt6("gpt-6-astra", 1_788_393_600),
        Gpt6("gpt-6-sol", 1_790_035_200),
        Gpt6("gpt-6-luna", 1_790_035_200),
        Gpt56("gpt-5.6-sol"),
        Gpt56("gpt-5.6-terra"),
        Gpt56("gpt-5.6-luna"),
        Gpt54("gpt-5.5", 1_776_902_400),
        Gpt54("gpt-5.4", 1_772_668_800),
        Gpt54("gpt-5.4-mini", 1_773_705_600),
        Gpt54("gpt-5.4-nano", 1_773_705_600),
        Gpt5("gpt-5"),
        Gpt5("gpt-5-mini"),
        Gpt5("gpt-5-nano"),
        Plain("gpt-4.1", "gpt-4.1-2025-04-14", 1_744_588_800, 1_047_576, 32_768),
        Plain("gpt-4.1-mini", "gpt-4.1-mini-2025-04-14", 1_744_588_800, 1_047_576, 32_768),
        Plain("gpt-4o", "gpt-4o-2024-08-06", 1_722_902_400, 128_000, 16_384),
        Plain("gpt-4o-mini", "gpt-4o-mini-2024-07-18", 1_721_260_800, 128_000, 16_384),
    ];

    private static readonly FrozenDictionary<string, OpenAiModel> s_byName = All
        .SelectMany(model => new[] { (Name: model.Name, Model: model), (Name: model.Snapshot, Model: model) })
        .DistinctBy(pair => pair.Name)
        .ToFrozenDictionary(pair => pair.Name, pair => pair.Model, StringComparer.Ordinal);

    /// <summary>The model of that name; null for none.</summary>
    public static OpenAiModel? Find(string name) => s_byName.GetValueOrDefault(name);

    private static OpenAiModel Gpt6(string name, long created) =>
        new(name, name, created, s_gpt6Efforts, HasFlex: true, 1_050_000, 128_000) { HasCacheOptions = true };

    private static OpenAiModel Gpt56(string name) =>
        new(name, name, 1_782_864_000, s_gpt54Efforts, HasFlex: true, 1_050_000, 128_000) { HasCacheOptions = true };

    private static OpenAiModel Gpt54(string name, long created) =>
        new(name, name, created, s_gpt54Efforts, HasFlex: true, 400_000, 128_000);

    private static OpenAiModel Gpt5(string name) =>
        new(name, name + "-2025-08-07", 1_754_524_800, s_gpt5Efforts, HasFlex: true, 400_000, 128_000);

    private static OpenAiModel Plain(string name, string snapshot, long created, int context, int output) =>
        new(name, snapshot, created, [], HasFlex: false, context, output);
}
