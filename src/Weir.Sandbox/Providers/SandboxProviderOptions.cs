using Weir.Core.Deployment;

namespace Weir.Sandbox.Providers;

/// <summary>Settings of the AI providers' stand-ins.</summary>
public sealed class SandboxProviderOptions
{
    private static readonly TimeSpan s_waitMax = TimeSpan.FromMinutes(10);

    /// <summary>Key that the OpenAI stand-in accepts when nothing else is set. It opens nothing outside the sandbox.</summary>
    public const string DefaultOpenAiKey = "sk-sandbox";

    /// <summary>Path of the OpenAI stand-in: the server's address and this make its base URL.</summary>
    public const string OpenAiPath = "/sandbox/providers/openai/v1";

    /// <summary>What the server runs as.</summary>
    /// <value>Production, where the stand-ins refuse to be registered.</value>
    public WeirMode Mode { get; set; } = WeirMode.Production;

    /// <summary>Bearer keys that the OpenAI stand-in accepts.</summary>
    /// <value><see cref="DefaultOpenAiKey"/>.</value>
    public IReadOnlyList<string> OpenAiKeys { get; set; } = [DefaultOpenAiKey];

    /// <summary>Wait before the first byte of an answer.</summary>
    /// <value>120 ms: small, but to be seen.</value>
    public TimeSpan FirstByteDelay { get; set; } = TimeSpan.FromMilliseconds(120);

    /// <summary>Wait after each delta of a stream, about one token.</summary>
    /// <value>2 ms.</value>
    public TimeSpan DeltaPace { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>How many calls each stand-in remembers.</summary>
    /// <value>10,000.</value>
    public int CallsKept { get; set; } = 10_000;

    /// <summary>Everything that is wrong with the settings.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (OpenAiKeys.Count == 0) faults.Add($"{nameof(OpenAiKeys)}: at least one key is needed");
        if (OpenAiKeys.Any(key => key.Length < 8 || key.Any(char.IsWhiteSpace)))
            faults.Add($"{nameof(OpenAiKeys)}: a key has at least 8 characters and no space");
        if (FirstByteDelay < TimeSpan.Zero || FirstByteDelay > s_waitMax)
            faults.Add($"{nameof(FirstByteDelay)}: from 0 to 10 minutes");
        if (DeltaPace < TimeSpan.Zero || DeltaPace > s_waitMax) faults.Add($"{nameof(DeltaPace)}: from 0 to 10 minutes");
        if (CallsKept is < 1 or > 1_000_000) faults.Add($"{nameof(CallsKept)}: from 1 to 1,000,000");
        return faults;
    }
}
