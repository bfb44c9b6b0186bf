using Weir.Data.Accounts;

namespace Weir.Benches.Webhooks;

/// <summary>
/// <c>GET /bench/plans/{user}?plan=</c>: answers once this server would serve the user by that plan. It looks at what every
/// call of the user looks at, each millisecond, and asks the database no more often than they would.
/// </summary>
internal static class PlanWatch
{
    public const string Path = "/bench/plans/{user:guid}";
    private static readonly TimeSpan s_look = TimeSpan.FromMilliseconds(1);

    public static string AddressOf(Guid user, string plan) => $"/bench/plans/{user}?plan={plan}";

    public static async Task<IResult> HandleAsync(
        Guid user, string plan, SnapshotCache snapshots, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Null: too many are read at this moment, and a call would be refused.
            if (snapshots.TryGet(user, isAnonymous: false, cancellationToken) is { } reading
                && (await reading).Any(customer => customer.PlanCode == plan)) return Results.Ok();
            await Task.Delay(s_look, time, cancellationToken);
        }
    }
}
