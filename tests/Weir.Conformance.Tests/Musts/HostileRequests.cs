using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Weir.Conformance.Tests.Live;

namespace Weir.Conformance.Tests.Musts;

/// <summary>Bad requests get the contract's error, quickly, and nothing is counted.</summary>
[Collection(ScritorioCollection.Name)]
public sealed class HostileRequests(ScritorioSystem system)
{
    private static readonly MediaTypeHeaderValue s_json = new("application/json");

    public static TheoryData<string, string, int, string> Bodies()
    {
        var deep = "{\"feature\":\"chapter_summary\",\"input\":" + new string('[', 5000) + new string(']', 5000) + "}";
        return new TheoryData<string, string, int, string>
        {
            { "not JSON", "{\"feature\":", 400, "malformed_request" },
            { "empty", "", 400, "malformed_request" },
            { "an array", "[1,2]", 400, "malformed_request" },
            { "trailing text", "{\"feature\":\"chapter_summary\",\"input\":{\"text\":\"x\"}} and more", 400, "malformed_request" },
            { "duplicate members", "{\"feature\":\"a\",\"feature\":\"chapter_summary\",\"input\":{\"text\":\"x\"}}", 400, "malformed_request" },
            { "deep nesting", deep, 400, "malformed_request" },
            { "unknown member", "{\"feature\":\"chapter_summary\",\"input\":{\"text\":\"x\"},\"temperature\":1}", 422, "invalid_input" },
            { "no members", "{}", 422, "invalid_input" },
            { "empty text", "{\"feature\":\"chapter_summary\",\"input\":{\"text\":\"  \"}}", 422, "invalid_input" },
            { "lone surrogate", "{\"feature\":\"chapter_summary\",\"input\":{\"text\":\"a\\ud800b\"}}", 400, "malformed_request" },
        };
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_and_not_counted(string what, string body, int status, string code)
    {
        var user = await system.Live.SignUpAsync();
        var (actual, problem) = await user.Http.PostRawAsync(Requests.Responses, Requests.Json(body));
        ((int)actual).ShouldBe(status, what);
        problem.Text("code").ShouldBe(code, what);
        await NothingCountedAsync(user);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Another_content_type_is_415(string type)
    {
        var user = await system.Live.SignUpAsync();
        using var content = new StringContent("{}", Encoding.UTF8, type);
        var (status, problem) = await user.Http.PostRawAsync(Requests.Responses, content);
        status.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        problem.Text("code").ShouldBe("unsupported_media_type");
        await NothingCountedAsync(user);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Thirty_megabytes_are_413_before_they_are_read(bool lengthDeclared)
    {
        var user = await system.Live.SignUpAsync();
        var bytes = new byte[30 * 1024 * 1024];
        Array.Fill(bytes, (byte)'a');
        using HttpContent content = lengthDeclared ? new ByteArrayContent(bytes) : new StreamContent(new Unsized(bytes));
        content.Headers.ContentType = s_json;
        using var request = new HttpRequestMessage(HttpMethod.Post, Requests.Responses) { Content = content };
        request.Headers.ExpectContinue = true;
        using var response = await user.Http.SendAsync(request, TestContext.Current.CancellationToken);
        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("body_too_large");
        await NothingCountedAsync(user);
    }

    private async Task NothingCountedAsync(TestUser user)
    {
        var (_, usage) = await user.Http.GetJsonAsync("/v1/ai/usage/me");
        usage.Text("requests").ShouldBe("0");
        usage.Text("used_usd").ShouldBe("0.000000000");
        usage.Text("held_usd").ShouldBe("0.000000000");
        await using var command = system.Live.Database.CreateCommand("select count(*) from weir.holds where customer_id = $1");
        command.Parameters.Add(new() { Value = user.Id });
        ((long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!).ShouldBe(0);
    }

    /// <summary>A stream whose length nobody can know, so that the body is chunked.</summary>
    private sealed class Unsized(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
