using Weir.Sandbox.Providers.Scripts;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Everything that an answer is written from.</summary>
internal sealed record ResponseState
{
    public required ResponseRequest Request { get; init; }

    /// <summary>What was made, already cut to what a scripted end leaves of it.</summary>
    public required Generation Generation { get; init; }

    public required CallFate Fate { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Tier that the answer names.</summary>
    public required string ServedTier { get; init; }

    public required UsageReport Usage { get; init; }

    /// <summary>Code of the failure, or reason of being incomplete; null for neither.</summary>
    public string? Code { get; init; }

    public string Id { get; } = OpenAiHeaders.NewId("resp_");
    public string ReasoningId { get; } = OpenAiHeaders.NewId("rs_");
    public string MessageId { get; } = OpenAiHeaders.NewId("msg_");

    /// <summary>Whether the answer begins with a reasoning item.</summary>
    public bool HasReasoning => Generation.ReasoningTokens > 0;

    /// <summary>Place of the message among the output items.</summary>
    public int MessageIndex => HasReasoning ? 1 : 0;

    /// <summary><c>status</c> of the finished response.</summary>
    public string FinalStatus => Fate switch
    {
        CallFate.Failed or CallFate.StreamError => "failed",
        CallFate.Incomplete => "incomplete",
        _ => "completed",
    };
}
