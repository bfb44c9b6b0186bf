using Weir.Http.Callers;

namespace Weir.Gateway.Pipeline;

/// <summary>Step 1. The token was verified before the endpoint ran; here it becomes the caller. No I/O.</summary>
internal static class AuthenticateStep
{
    public static void Run(CallContext call) => call.Caller = Caller.From(call.Http.User);
}
