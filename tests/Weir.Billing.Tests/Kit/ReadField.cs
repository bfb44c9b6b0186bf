using System.Text.Json.Nodes;
using Weir.Core.Billing;

namespace Weir.Billing.Tests.Kit;

/// <summary>One member that a reader of messages reads.</summary>
/// <param name="Provider">Whose message.</param>
/// <param name="Of">Which of its samples.</param>
/// <param name="Path">The member, from the message's root.</param>
/// <param name="Kind">What it must be.</param>
internal sealed record ReadField(BillingProvider Provider, string Of, string Path, FieldKind Kind)
{
    /// <summary>A genuine message with it.</summary>
    public required Func<JsonObject> Message { get; init; }

    /// <summary>Without it the message is faulty.</summary>
    public bool IsRequired { get; init; }

    /// <summary>What a fault names when it is missing: where it is looked for last.</summary>
    public string? MissingAs { get; init; }

    /// <summary>Whose the message is, and of which world: without it nothing is stored.</summary>
    public bool IsEnvelope { get; init; }

    public override string ToString() => $"{Provider} {Of}: {Path}";
}
