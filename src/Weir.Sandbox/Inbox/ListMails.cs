using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Store;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Inbox;

/// <summary><c>GET /sandbox/inbox?email=</c>: mails sent, newest last. No CORS, so that no web page reads them.</summary>
internal static class ListMails
{
    public static async Task<IResult> HandleAsync(
        HttpContext context, AuthDatabase database, CancellationToken cancellationToken)
    {
        var email = context.Request.Query["email"].ToString().Trim().ToLowerInvariant();
        context.Response.Headers.CacheControl = "no-store";
        await using var work = await database.BeginAsync(cancellationToken);
        var mails = await InboxStore.ListAsync(work, email.Length == 0 ? null : email, cancellationToken);
        return Results.Json(mails, AuthJson.Options);
    }
}
