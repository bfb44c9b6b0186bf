using Weir.Core.Tests.Tokens.Forgeries;
using Weir.Core.Tokens;
using Weir.Http.Tests.Kit;

namespace Weir.Http.Tests.Tokens;

/// <summary>The whole forgery matrix against a real server with a real key endpoint.</summary>
public sealed class ForgeryHttpTests
{
    [Fact]
    public async Task Every_forgery_is_refused_over_http_and_costs_no_extra_fetch()
    {
        await using var app = await TestApp.StartAsync();
        var genuine = app.World.Shapes.Select(s => s.Text).ToHashSet();
        var refused = 0;
        foreach (var forgery in ForgeryMatrix.Of(app.World))
        {
            // White space behind a header's value belongs to HTTP, and a line break ends it: these are no forgeries on
            // this way.
            if (genuine.Contains(forgery.Token.TrimEnd(' ', '\t')) || forgery.Token.AsSpan().ContainsAny('\r', '\n'))
                continue;
            var answer = await RawHttp.GetAsync(app.Url, "/me", "Authorization: Bearer " + forgery.Token);

            (answer.Status, answer.Code)
                .ShouldBeOneOf([.. Expected(forgery)], $"{forgery.Name}\n{answer.Head}\n{answer.Body}");
            refused++;
        }

        refused.ShouldBeGreaterThan(400);
        // The first look, and one for all the unknown ids of this minute.
        app.Jwks.Fetches.ShouldBe(2);
        app.Logs.All.ShouldNotContain(l => l.Contains(" failed: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_genuine_shape_is_let_in_over_http_with_one_fetch()
    {
        await using var app = await TestApp.StartAsync();
        foreach (var shape in app.World.Shapes)
        {
            for (var times = 0; times < 2; times++)
            {
                using var response = await app.GetAsync("/me", shape.Text);
                response.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK, shape.Name);
            }
        }
        app.Jwks.Fetches.ShouldBe(1);
    }

    private static IEnumerable<(int Status, string? Code)> Expected(Forgery forgery)
    {
        var isCarried = forgery.Token.Length < 16_384 && !forgery.Token.Any(c => char.IsControl(c) && c != '\t')
            && !forgery.Token.Any(char.IsSurrogate);
        // The server itself refuses what is no header.
        if (!isCarried) return [(400, null), (431, null), (401, "invalid_token")];
        if (forgery.Token.Length == 0) return [(401, "missing_token")];
        return [(401, forgery.Expected == TokenFailure.Expired ? "token_expired" : "invalid_token")];
    }
}
