using Weir.Benches.Load;
using Weir.Core.Engine;
using Weir.Core.Errors;
using Weir.Data.Engine;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Limits;
using Weir.Http.Problems;

namespace Weir.Benches.Http;

/// <summary><c>POST /bench/operations {meter, held, used}</c>: what a feature call does, but for the provider.</summary>
internal static class BenchRoute
{
    public const string Path = "/bench/operations";
    private const int MostUnits = 1_000;
    private const int LongestMeter = 100;

    public static async Task<IResult> HandleAsync(
        HttpContext context, CustomerResolver customers, EngineClient engine, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var units = Read(new JsonObjectReader(body.Document.RootElement, faults));
        if (faults.ToError() is { } error) return new WeirErrorResult(error);
        var resolution = await customers.ResolveAsync(context, cancellationToken);
        if (resolution.Customer is not { } customer) return new WeirErrorResult(resolution.Error!);

        var now = time.GetUtcNow();
        var hold = BenchCall.Hold(customer.CustomerId, Caller.From(context.User).UserId, units, now);
        var reserved = await engine.ReserveAsync(hold, cancellationToken);
        if (reserved.Status == ReserveStatus.Denied)
        {
            return new WeirErrorResult(
                new WeirError(ErrorCode.QuotaExhausted, "The plan's allowance does not cover this call.")
                {
                    Limit = reserved.Denial,
                });
        }
        if (reserved.Status == ReserveStatus.Overloaded) return new WeirErrorResult(OverloadErrors.Refused);
        if (reserved.Status != ReserveStatus.Reserved)
            throw new InvalidOperationException($"The reserve answered {reserved.Status}.");
        return await SettleAsync(engine, BenchCall.Settle(hold, units, now));
    }

    private static async Task<IResult> SettleAsync(EngineClient engine, SettleOperation operation)
    {
        SettleResult settled;
        try
        {
            settled = await engine.SettleAsync(operation, CancellationToken.None);
        }
        catch (Exception failure)
        {
            // Told apart from a refused reserve: after the work was done it would be a loss.
            return Results.Text($"{BenchAnswers.SettleFailed} {failure.GetType().Name}", statusCode: 500);
        }
        return settled.Status == SettleStatus.Posted
            ? Results.Json(new BenchAnswer(settled.EventId, "completed", settled.Balances))
            : Results.Text($"{BenchAnswers.SettleFailed} {settled.Status}", statusCode: 500);
    }

    private static Units Read(JsonObjectReader body)
    {
        var meter = body.Text("meter", LongestMeter, minLength: 1, required: true);
        var held = body.Whole("held", 1, MostUnits, required: true);
        var used = body.Whole("used", 0, MostUnits, required: true);
        body.RefuseOthers();
        return new Units(meter ?? "", (int)(held ?? 0), (int)(used ?? 0));
    }
}
