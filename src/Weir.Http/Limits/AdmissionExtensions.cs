using Microsoft.AspNetCore.Builder;

namespace Weir.Http.Limits;

/// <summary>Marks the endpoints whose calls begin something.</summary>
public static class AdmissionExtensions
{
    /// <summary>
    /// While the engine is full, refuses calls with 503 <c>overloaded</c> before anything is done for them. Only for
    /// <c>POST</c> on a path without parameters, and not for what ends something: that always gets through.
    /// </summary>
    public static TBuilder WithAdmission<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(Admission.Instance);
}
