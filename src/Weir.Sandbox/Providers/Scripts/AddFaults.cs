using Microsoft.AspNetCore.Http;
using Weir.Core.Errors;
using Weir.Http.Bodies;
using Weir.Http.Problems;

namespace Weir.Sandbox.Providers.Scripts;

/// <summary><c>POST /sandbox/providers/{provider}/script</c>: the next matching calls behave so.</summary>
internal static class AddFaults
{
    private const int BodyBytesMax = 256 * 1024;

    public static async Task<IResult> HandleAsync(
        string provider, HttpContext context, ProviderStates states, CancellationToken cancellationToken)
    {
        if (states.Find(provider) is not { } state) return UnknownProvider.Result();
        var body = await JsonBody.ReadAsync(context, BodyBytesMax, cancellationToken);
        if (body.Error is { } unreadable) return new WeirErrorResult(unreadable);
        using var document = body.Document!;
        var faults = new FaultCollector();
        var script = FaultParser.Parse(document.RootElement, state.Vocabulary, faults);
        if (faults.ToError() is { } invalid) return new WeirErrorResult(invalid);
        if (!state.Script.TryAdd(script))
            return new WeirErrorResult(
                new WeirError(ErrorCode.InvalidInput, $"At most {FaultScript.PendingMax} faults may wait; DELETE clears them."));
        return Results.Json(new { faults = script.Count, remaining = state.Script.Remaining });
    }
}
