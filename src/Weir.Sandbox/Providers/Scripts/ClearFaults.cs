using Microsoft.AspNetCore.Http;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary><c>DELETE /sandbox/providers/{provider}/script</c>: no scripted call any more.</summary>
internal static class ClearFaults
{
    public static IResult Handle(string provider, ProviderStates states)
    {
        if (states.Find(provider) is not { } state) return UnknownProvider.Result();
        state.Script.Clear();
        return Results.NoContent();
    }
}
