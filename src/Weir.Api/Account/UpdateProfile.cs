using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Data.Accounts;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Account;

/// <summary><c>PATCH /v1/me/profile</c>.</summary>
internal static class UpdateProfile
{
    public static async Task<Results<Ok<ProfileState>, WeirErrorResult>> HandleAsync(
        HttpContext context, SnapshotCache snapshots, AccountStore accounts, CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var change = ProfileRules.Read(new JsonObjectReader(body.Document.RootElement, faults));
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var caller = Caller.From(context.User);
        // A user whose first call is this one gets the account that any other first call would have opened.
        await snapshots.GetAsync(caller.UserId, caller.IsAnonymous, cancellationToken);
        var profile = await accounts.UpdateProfileAsync(
            caller.UserId, change.DisplayName, change.AvatarUrl, change.Locale, cancellationToken);
        return TypedResults.Ok(ProfileState.Of(profile));
    }
}
