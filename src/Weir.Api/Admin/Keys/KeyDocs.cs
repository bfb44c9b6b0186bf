using Weir.Api.OpenApi;
using Weir.Api.Wire;
using Weir.Core.Errors;
using Weir.Core.Keys;

namespace Weir.Api.Admin.Keys;

/// <summary>Documentation of the keys' operations.</summary>
internal static class KeyDocs
{
    private static readonly KeyState s_key = new(
        Samples.Event, "billing worker", Scope.Metering, Samples.CalledAt, Samples.Period.End, null, Samples.CalledAt);

    public static readonly OperationDoc List = new()
    {
        Id = "admin_list_keys",
        Tag = AdminDocs.Tag,
        Summary = "Pages the service keys, newest first.",
        Description = "Revoked and expired ones too. What a key was is stored nowhere.",
        Parameters = ParameterDoc.OfPages,
        Errors = AdminDocs.ListErrors,
        Answers = [new AnswerDoc(200, "A page.", typeof(Page<KeyState>), new Page<KeyState>([s_key], null))],
    };

    public static readonly OperationDoc Create = new()
    {
        Id = "admin_create_key",
        Tag = AdminDocs.Tag,
        Summary = "Makes a service key, and shows it this one time.",
        Description =
            "No scope implies another. A repeat with the same `Idempotency-Key` makes no second key, and has `key` "
            + "null: when the first answer was lost, revoke it and make another.",
        Headers = [HeaderDoc.Idempotency],
        Errors =
        [
            .. CommonErrors.OfBody, .. CommonErrors.OfOperator, ErrorCode.LimitExceeded, ErrorCode.IdempotencyConflict,
        ],
        Body = new BodyDoc(typeof(NewKey), new Dictionary<string, object>
        {
            ["for_a_server"] = new NewKey("billing worker", Scope.Metering, Samples.Period.End),
            ["for_a_dashboard"] = new { name = "dashboard", scopes = new[] { Scope.AdminRead } },
        }),
        Answers =
        [
            new AnswerDoc(
                200, "The key.", typeof(KeyMade),
                new KeyMade(
                    s_key.Id, "wk_" + new string('0', 64), s_key.Name, s_key.Scopes, s_key.CreatedAt, s_key.ExpiresAt)),
        ],
    };

    public static readonly OperationDoc Revoke = new()
    {
        Id = "admin_revoke_key",
        Tag = AdminDocs.Tag,
        Summary = "Ends a service key, for ever and everywhere.",
        Description =
            "Other replicas refuse it as soon as the database has told them, and after 60 s where nothing tells them. "
            + "A repeat changes nothing.",
        Parameters = new Dictionary<string, ParameterDoc>
        {
            ["id"] = new("The key's id.", Samples.Event.ToString(), AdminDocs.Uuid),
        },
        Headers = [HeaderDoc.Idempotency],
        Errors = [.. CommonErrors.OfOperator, ErrorCode.NotFound],
        Answers = [new AnswerDoc(200, "It lets nobody in.", typeof(KeyRevoked), new KeyRevoked(Samples.Event, true))],
    };
}
