using System.Diagnostics;
using System.Text;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Bodies;

/// <summary>Hostile bodies, byte by byte over a socket.</summary>
public sealed class JsonBodyTests
{
    private const int Limit = 256 * 1024;
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, byte[]> Malformed => new()
    {
        { "empty", [] },
        { "white space", "  "u8.ToArray() },
        { "cut", """{"a":1"""u8.ToArray() },
        { "array", "[1]"u8.ToArray() },
        { "text", "\"a\""u8.ToArray() },
        { "null", "null"u8.ToArray() },
        { "number", "1"u8.ToArray() },
        { "trailing text", """{"a":1}x"""u8.ToArray() },
        { "two objects", """{"a":1}{"a":1}"""u8.ToArray() },
        { "trailing comma", """{"a":1,}"""u8.ToArray() },
        { "comment", """{"a":1/**/}"""u8.ToArray() },
        { "single quotes", "{'a':1}"u8.ToArray() },
        { "NaN", """{"a":NaN}"""u8.ToArray() },
        { "raw control character", "{\"a\":\"\n\"}"u8.ToArray() },
        { "NUL behind", "{\"a\":1}\0"u8.ToArray() },
        { "duplicate", """{"a":1,"a":2}"""u8.ToArray() },
        { "duplicate, escaped", """{"a":1,"\u0061":2}"""u8.ToArray() },
        { "duplicate, deep inside", """{"a":[{"b":{"c":1,"c":1}}]}"""u8.ToArray() },
        { "byte order mark", [0xef, 0xbb, 0xbf, .. """{"a":1}"""u8] },
        { "invalid UTF-8", [.. "{\"a\":\""u8, 0xff, .. "\"}"u8] },
        { "overlong UTF-8", [.. "{\"a\":\""u8, 0xc0, 0xaf, .. "\"}"u8] },
        { "UTF-8 of a surrogate", [.. "{\"a\":\""u8, 0xed, 0xa0, 0x80, .. "\"}"u8] },
        { "UTF-16", Encoding.Unicode.GetBytes("""{"a":1}""") },
        { "half a surrogate pair", """{"a":"\ud800"}"""u8.ToArray() },
        { "half a surrogate pair as a name", """{"\udc00":1}"""u8.ToArray() },
        { "surrogates the wrong way round", """{"a":"\udc00\ud800"}"""u8.ToArray() },
        { "17 levels", Nested(17) },
        { "10,000 levels", Nested(10_000) },
        { "never closed", Encoding.ASCII.GetBytes(new string('{', 100_000)) },
        { "arrays never closed", Encoding.ASCII.GetBytes("{\"a\":" + new string('[', 100_000)) },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public async Task Malformed_body_is_refused(string name, byte[] body)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await PostAsync(app, "/echo", body);

        (answer.Status, answer.Code).ShouldBe((400, "malformed_request"), name);
    }

    [Fact]
    public async Task Refusal_names_the_place_and_never_the_text()
    {
        await using var app = await TestApp.StartAsync();
        var cases = new[] { $"{{\"a\":{Canary.Text}}}", $"{{\"{Canary.Text}\":1,\"{Canary.Text}\":2}}",
            $"{{\"a\":\"{Canary.Text}\\ud800\"}}", $"{{\"a\":1}}{Canary.Text}" };
        foreach (var body in cases)
        {
            var answer = await PostAsync(app, "/echo", Encoding.UTF8.GetBytes(body));
            answer.Code.ShouldBe("malformed_request");
            answer.Body.ShouldContain("byte ");
            answer.Body.ShouldNotContain(Canary.Text);
        }
        string.Join('\n', app.Logs.All).ShouldNotContain(Canary.Text);
    }

    [Fact]
    public async Task Good_bodies_pass()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var body in new[] { "{}", """ {"a":"Zoë 😀 \ud83d\ude00"} """, Encoding.ASCII.GetString(Nested(16)),
            """{"a":"\\ud800","b":"\"\\"}""" })
            (await PostAsync(app, "/echo", Encoding.UTF8.GetBytes(body))).Status.ShouldBe(200, body);
        foreach (var type in new[] { "application/json", "application/json; charset=utf-8",
            "Application/JSON;charset=UTF-8", "application/json; charset=\"utf-8\"" })
            (await PostAsync(app, "/echo", "{}"u8.ToArray(), type)).Status.ShouldBe(200, type);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/problem+json")]
    [InlineData("text/json")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("application/json; boundary=x")]
    [InlineData("application/json, text/plain")]
    [InlineData("*/*")]
    [InlineData("json")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Other_content_types_are_refused(string? type)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await PostAsync(app, "/echo", "{}"u8.ToArray(), type);

        (answer.Status, answer.Code).ShouldBe((415, "unsupported_media_type"));
    }

    [Fact]
    public async Task Compressed_body_is_refused_unread()
    {
        await using var app = await TestApp.StartAsync();

        var answer = await RawHttp.SendAsync(app.Url,
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n{}");

        answer.Code.ShouldBe("unsupported_media_type");
    }

    [Fact]
    public async Task Body_of_30_MB_is_refused_quickly_and_the_client_sees_why()
    {
        await using var app = await TestApp.StartAsync();
        var body = new byte[30 * 1024 * 1024];
        body.AsSpan().Fill((byte)' ');
        var clock = Stopwatch.StartNew();

        var answer = await PostAsync(app, "/echo", body, close: false);

        (answer.Status, answer.Code).ShouldBe((413, "body_too_large"));
        answer.WasReset.ShouldBeFalse();
        answer.Head.ShouldContain("Connection: close");
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task Announced_size_above_the_limit_is_refused_before_a_byte_of_it_came()
    {
        await using var app = await TestApp.StartAsync();

        var answer = await RawHttp.SendUntilAnsweredAsync(app.Url,
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 31457280\r\n\r\n");

        (answer.Status, answer.Code).ShouldBe((413, "body_too_large"));
    }

    [Fact]
    public async Task Chunks_without_end_are_refused_as_soon_as_they_pass_the_limit()
    {
        await using var app = await TestApp.StartAsync();
        var chunk = $"10000\r\n{new string(' ', 0x10000)}\r\n";

        // Five chunks of 64 KB, and no end: the answer must not wait for one.
        var answer = await RawHttp.SendUntilAnsweredAsync(app.Url,
            $"POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}{chunk}{chunk}{chunk}{chunk}");

        (answer.Status, answer.Code).ShouldBe((413, "body_too_large"));
    }

    [Theory]
    [InlineData(Limit, 200)]
    [InlineData(Limit + 1, 413)]
    public async Task Limit_is_exact(int length, int status)
    {
        await using var app = await TestApp.StartAsync();
        var body = Encoding.ASCII.GetBytes("{}" + new string(' ', length - 2));

        (await PostAsync(app, "/echo", body)).Status.ShouldBe(status);
        (await RawHttp.SendAsync(app.Url,
            [.. Encoding.ASCII.GetBytes($"POST /echo HTTP/1.1\r\nHost: test\r\nConnection: close\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n"), .. body, .. "\r\n0\r\n\r\n"u8])).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Million_members_are_read_or_refused_in_bounded_time()
    {
        await using var app = await TestApp.StartAsync();
        var text = new StringBuilder("{");
        for (var i = 0; i < 600_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\"k{i}\":1,");
        text.Length--;
        var distinct = Encoding.ASCII.GetBytes(text.Append('}').ToString());
        var clock = Stopwatch.StartNew();

        (await PostAsync(app, "/large", distinct[..^1])).Code.ShouldBe("malformed_request");
        (await PostAsync(app, "/large", distinct)).Body.ShouldContain("600000");
        (await PostAsync(app, "/large",
            Encoding.ASCII.GetBytes("{" + string.Join(',', Enumerable.Repeat("\"k\":1", 1_000_000))
            + "}"))).Code.ShouldBe("malformed_request");
        (await PostAsync(app, "/echo",
            Encoding.ASCII.GetBytes("{" + string.Join(',', Enumerable.Repeat("\"k\":1", 1_000_000))
            + "}"))).Code.ShouldBe("body_too_large");

        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task Huge_numbers_are_only_text()
    {
        await using var app = await TestApp.StartAsync();

        (await PostAsync(app, "/echo",
            Encoding.ASCII.GetBytes($"{{\"a\":{new string('9', 100_000)},\"b\":1e999999999}}"))).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Slow_body_is_given_up()
    {
        await using var app = await TestApp.StartAsync(o => o.BodyTimeout = TimeSpan.FromSeconds(1));
        var clock = Stopwatch.StartNew();

        var answer = await RawHttp.SendAsync(app.Url,
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n"u8.ToArray(), async stream =>
        {
            for (var i = 0; i < 40; i++)
            {
                await stream.WriteAsync(" "u8.ToArray(), Cancellation);
                await Task.Delay(100, Cancellation);
            }
        });

        (answer.Status, answer.Code).ShouldBe((400, "malformed_request"));
        clock.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Client_that_leaves_within_the_body_is_no_fault_of_ours()
    {
        await using var app = await TestApp.StartAsync();
        using (var client = new System.Net.Sockets.TcpClient())
        {
            await client.ConnectAsync(app.Url.Host, app.Url.Port, Cancellation);
            await client.GetStream()
                .WriteAsync("POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"u8.ToArray(), Cancellation);
            await Task.Delay(200, Cancellation);
        }
        await Task.Delay(500, Cancellation);

        app.Logs.All.ShouldNotContain(l => l.Contains(" failed: ", StringComparison.Ordinal));
    }

    public static TheoryData<string, string> BadHttp => new()
    {
        { "bad chunk size",
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n" },
        { "chunk extension ended by a lone newline",
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n2;\n{}\r\n0\r\n\r\n" },
        { "length and chunks",
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: -1\r\n\r\n{}" },
        { "two lengths",
            "POST /echo HTTP/1.1\r\nHost: test\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} " },
    };

    [Theory]
    [MemberData(nameof(BadHttp))]
    public async Task Bad_framing_is_refused_and_ends_the_connection(string name, string request)
    {
        await using var app = await TestApp.StartAsync();

        var answer = await RawHttp.SendAsync(app.Url, request);

        answer.Status.ShouldBe(400, name);
        answer.Head.ShouldContain("Connection: close");
    }

    private static byte[] Nested(int levels) => Encoding.ASCII.GetBytes(
        string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{}" + new string('}', levels - 1));

    private static Task<RawAnswer> PostAsync(
        TestApp app, string path, byte[] body, string? type = "application/json", bool close = true)
    {
        var typeLine = type is null ? "" : $"Content-Type: {type}\r\n";
        var closeLine = close ? "Connection: close\r\n" : "";
        return RawHttp.SendAsync(app.Url,
            [.. Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: test\r\n{closeLine}{typeLine}Content-Length: {body.Length}\r\n\r\n"), .. body]);
    }
}
