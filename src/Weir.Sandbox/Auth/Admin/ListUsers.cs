using System.Globalization;
using Microsoft.AspNetCore.Http;
using Weir.Sandbox.Auth.Users;
using Weir.Sandbox.Auth.Wire;

namespace Weir.Sandbox.Auth.Admin;

/// <summary><c>GET /admin/users?page=&amp;per_page=&amp;filter=</c>, newest first.</summary>
internal static class ListUsers
{
    private const int DefaultPerPage = 50;
    private const int MaximumPerPage = 1000;

    public static async Task<IResult> HandleAsync([AsParameters] AuthCall call, Administrator administrator)
    {
        var query = call.Http.Request.Query;
        if (Number(query["page"], 1) is not { } page || Number(query["per_page"], DefaultPerPage) is not { } asked)
            return AuthErrors.Validation("Bad Pagination Parameters: page and per_page are positive numbers").ToResult();
        var perPage = Math.Min(asked, MaximumPerPage);
        var filter = query["filter"].ToString() is { Length: > 0 } text ? text.ToLowerInvariant() : null;
        await using var work = await call.Database.BeginAsync(call.CancellationToken);
        var (users, total) = await work.UserPageAsync(perPage, (page - 1L) * perPage, filter, call.CancellationToken);
        var last = Math.Max(1, (total + perPage - 1) / perPage);
        var headers = call.Http.Response.Headers;
        headers["X-Total-Count"] = total.ToString(CultureInfo.InvariantCulture);
        headers.Link = page < last
            ? $"{Page(call, page + 1, perPage)}; rel=\"next\", {Page(call, last, perPage)}; rel=\"last\""
            : $"{Page(call, last, perPage)}; rel=\"last\"";
        return AuthCall.Json(new { users = users.Select(UserJson.Of), aud = "authenticated" });
    }

    private static string Page(AuthCall call, long page, int perPage) => string.Create(
        CultureInfo.InvariantCulture, $"<{call.Options.Issuer}/admin/users?page={page}&per_page={perPage}>");

    private static int? Number(string? text, int missing)
    {
        if (string.IsNullOrEmpty(text)) return missing;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
            ? number
            : null;
    }
}
