using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;

namespace Weir.Http.Problems;

/// <summary>An endpoint's expected failure, as a result.</summary>
public sealed class WeirErrorResult(WeirError error) : IResult
{
    /// <summary>The error.</summary>
    public WeirError Error { get; } = error;

    /// <inheritdoc />
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        return ProblemWriter.WriteAsync(httpContext, Error, httpContext.RequestAborted);
    }
}
