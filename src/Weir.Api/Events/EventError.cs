using Weir.Core.Errors;

namespace Weir.Api.Events;

/// <summary>Why an event of a batch was refused.</summary>
/// <param name="Code">Code of the error.</param>
/// <param name="Detail">What happened.</param>
/// <param name="Errors">All faults of the event, with paths from its own root.</param>
internal sealed record EventError(string Code, string Detail, IReadOnlyList<FieldFault> Errors)
{
    public static EventError Of(WeirError error) =>
        new(ErrorCatalog.Describe(error.Code).Name, error.Detail, error.Faults);
}
