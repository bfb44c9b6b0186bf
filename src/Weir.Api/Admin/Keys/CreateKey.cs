using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Weir.Core.Errors;
using Weir.Core.Keys;
using Weir.Data.Keys;
using Weir.Http.Bodies;
using Weir.Http.Callers;
using Weir.Http.Problems;

namespace Weir.Api.Admin.Keys;

/// <summary><c>POST /admin/v1/keys</c>.</summary>
internal static class CreateKey
{
    private static readonly WeirError s_tooMany = new(
        ErrorCode.LimitExceeded, "There are 10,000 usable keys; revoke those that nobody uses.");

    public static async Task<Results<Ok<KeyMade>, WeirErrorResult>> HandleAsync(
        HttpContext context, ServiceKeyStore keys, ServiceKeyCache cache, TimeProvider time,
        CancellationToken cancellationToken)
    {
        using var body = await JsonBody.ReadAsync(context, cancellationToken);
        if (body.Document is null) return new WeirErrorResult(body.Error!);
        var faults = new FaultCollector();
        var wanted = Read(new JsonObjectReader(body.Document.RootElement, faults), time.GetUtcNow());
        var origin = CallerActor.OriginOf(context);
        var id = IdempotentId.Of(context, origin.By.Id ?? Guid.Empty, "service key"u8, faults);
        if (faults.ToError() is { } error) return new WeirErrorResult(error);

        var made = await keys.CreateAsync(id, wanted, origin, cancellationToken);
        if (made.Outcome == KeyCreationOutcome.TooMany) return new WeirErrorResult(s_tooMany);
        if (made.Outcome == KeyCreationOutcome.Conflict) return new WeirErrorResult(AdminErrors.KeyConflict);
        // Whoever made it may use it here at once; other replicas are told by the database.
        cache.Drop();
        return TypedResults.Ok(KeyMade.Of(made.Key!, made.Text));
    }

    /// <summary>What was wrong by form is in the faults already, and is not judged again.</summary>
    private static NewServiceKey Read(JsonObjectReader body, DateTimeOffset now)
    {
        var name = body.Text("name", NewServiceKey.MaxNameLength, minLength: 1, required: true);
        var scopes = ReadScopes(body);
        var expiresAt = AdminInput.Instant(body, "expires_at");
        body.RefuseOthers();
        var wanted = new NewServiceKey(name ?? "", scopes ?? [], expiresAt);
        var known = body.Faults.Faults.Select(fault => fault.Field).ToHashSet();
        foreach (var fault in wanted.Validate(now).Where(fault => !known.Contains(fault.Field)))
            body.Faults.Add(fault.Field, fault.Message);
        return wanted;
    }

    private static string[]? ReadScopes(JsonObjectReader body)
    {
        if (body.Items("scopes", Scope.All.Count, minItems: 1, required: true) is not { } items) return null;
        return [.. items.Select(item => item.ValueKind == JsonValueKind.String ? item.GetString()! : "")];
    }
}
