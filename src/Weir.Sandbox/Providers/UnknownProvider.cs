using Weir.Core.Errors;
using Weir.Http.Problems;

namespace Weir.Sandbox.Providers;

/// <summary>The answer about a provider that has no stand-in.</summary>
internal static class UnknownProvider
{
    public static WeirErrorResult Result() => new(new WeirError(ErrorCode.NotFound, "There is no stand-in of this provider."));
}
