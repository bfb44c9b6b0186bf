using System.Text.Json.Serialization;
using Weir.Core.Errors;

namespace Weir.Api.Events;

/// <summary>Why an event of a batch was refused.</summary>
/// <param name="Code">Code of the error.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Reason">too_old or future, where the meter's policy refused its time; left out otherwise.</param>
/// <param name="Errors">All faults of the event, with paths from its own root.</param>
internal sealed record EventError(
    string Code, string Detail, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason,
    IReadOnlyList<FieldFault> Errors)
{
    public static EventError Of(WeirError error) =>
        new(
            ErrorCatalog.Describe(error.Code).Name, error.Detail,
            error.Extensions.GetValueOrDefault(EventRecorder.Reason) as string, error.Faults);
}
