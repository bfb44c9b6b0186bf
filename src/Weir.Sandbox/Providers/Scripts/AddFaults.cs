using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;
using Weir.Http.Problems;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary><c>POST /sandbox/providers/{provider}/script</c>: the next matching calls behave so.</summary>
internal static class AddFaults
{
    public static async Task<IResult> HandleAsync(
        string provider, HttpRequest request, ProviderStates states, CancellationToken cancellationToken)
    {
        if (states.Find(provider) is not { } state) return UnknownProvider.Result();
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            var faults = new List<FieldFault>();
            var script = FaultParser.Parse(body.RootElement, state.Vocabulary, faults);
            if (faults.Count > 0)
                return Refuse(new WeirError(ErrorCode.InvalidInput, "The script is not valid.") { Faults = faults });
            if (!state.Script.TryAdd(script))
                return Refuse(new WeirError(ErrorCode.InvalidInput, $"At most {FaultScript.PendingMax} faults may wait."));
            return Results.Json(new { faults = script.Count, remaining = state.Script.Remaining });
        }
        catch (JsonException)
        {
            return Refuse(new WeirError(ErrorCode.MalformedRequest, "The body is not JSON."));
        }
    }

    private static WeirErrorResult Refuse(WeirError error) => new(error);
}
