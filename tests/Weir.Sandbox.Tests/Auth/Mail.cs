using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;

namespace Weir.Sandbox.Tests.Auth;

/// <summary>A mail of the sandbox's inbox.</summary>
internal sealed record Mail(string To, string Subject, Uri Link, string Otp, DateTimeOffset SentAt)
{
    public string Token => QueryHelpers.ParseQuery(Link.Query)["token"].ToString();

    public string Type => QueryHelpers.ParseQuery(Link.Query)["type"].ToString();

    public static Mail Read(JsonElement json) => new(
        json.GetProperty("to").GetString()!,
        json.GetProperty("subject").GetString()!,
        new Uri(json.GetProperty("link").GetString()!),
        json.GetProperty("otp").GetString()!,
        json.GetProperty("sent_at").GetDateTimeOffset());
}
