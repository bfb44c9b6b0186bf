using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Weir.Sandbox.Tests.Auth;

/// <summary>An answer, read whole.</summary>
internal sealed record AuthAnswer(HttpStatusCode Status, HttpResponseHeaders Headers, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string AccessToken => this["access_token"];

    public string RefreshToken => this["refresh_token"];

    public Guid UserId => Json.GetProperty("user").GetProperty("id").GetGuid();

    /// <summary>The error code in the shape of API version 2024-01-01, which the client asks for.</summary>
    public string Code => this["code"];

    public string this[string member] => Json.GetProperty(member).ToString();

    public AuthAnswer ShouldSucceed()
    {
        Status.ShouldBe(HttpStatusCode.OK, Text);
        return this;
    }

    public void ShouldFail(int status, string code)
    {
        ((int)Status).ShouldBe(status, Text);
        Code.ShouldBe(code);
        Headers.GetValues("x-sb-error-code").ShouldBe([code]);
    }
}
