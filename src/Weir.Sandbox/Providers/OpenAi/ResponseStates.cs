using Weir.Sandbox.Providers.Scripts;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Makes the state of an answer from the request and the fault that it acts out.</summary>
internal static class ResponseStates
{
    public static ResponseState Create(ResponseRequest request, ProviderFault? fault, DateTimeOffset now)
    {
        var fate = fault?.Fate ?? CallFate.Completed;
        var whole = Generator.Generate(request);
        var generation = fate == CallFate.Completed ? whole : Half(whole);
        if (fate == CallFate.Completed && whole.Cut) fate = CallFate.Incomplete;
        return new ResponseState
        {
            Request = request,
            Generation = generation,
            Fate = fate,
            CreatedAt = now,
            ServedTier = fault?.ServeTier ?? request.ServedTier,
            Usage = UsageReport.Of(generation.Count, fault, fate),
            Code = fate switch
            {
                CallFate.Incomplete => fault?.Code ?? "max_output_tokens",
                CallFate.Failed or CallFate.StreamError => fault?.Code ?? "server_error",
                _ => null,
            },
        };
    }

    private static Generation Half(Generation whole)
    {
        var tokens = (whole.TextTokens + 1) / 2;
        return whole with { Text = TokenPieces.Take(whole.Text, tokens), TextTokens = tokens };
    }
}
