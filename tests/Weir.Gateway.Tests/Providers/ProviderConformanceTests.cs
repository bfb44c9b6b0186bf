using System.Text;
using Weir.Core.Catalog;
using Weir.Core.Pricing;
using Weir.Gateway.Providers;
using Weir.Gateway.Tests.Loopback;

namespace Weir.Gateway.Tests.Providers;

/// <summary>
/// What every adapter must pass; a new one derives from this and says how its provider writes things.
/// </summary>
public abstract class ProviderConformanceTests
{
    private protected const int MaxEventBytes = 64 * 1024;
    private protected const int MaxResponseBytes = 256 * 1024;
    private protected const string Canary = "zq-upstream-canary";

    private protected static readonly string[] Pieces = ["The ", "river ", "rose — ", "日本語 ", "🙂.", "\n\"End\"\\"];

    private protected static readonly TokenUsage Reported = new(120, 40, cachedInput: 100, cacheWrite: 5, reasoning: 12);

    private protected abstract IProviderAdapter Create(Uri url, TimeSpan? connectTimeout = null);

    /// <summary>A usage report with the figures of <see cref="Reported"/>.</summary>
    private protected abstract string UsageReport { get; }

    /// <summary>A usage report whose input figure is this JSON.</summary>
    private protected abstract string UsageWithInput(string json);

    /// <summary>A buffered body.</summary>
    private protected abstract string Body(WireAnswer answer);

    /// <summary>A stream's text, its lines ending in LF.</summary>
    private protected abstract string Stream(WireAnswer answer);

    /// <summary>The error that means a fault: status and body.</summary>
    private protected abstract (int Status, string Body) Error(string kind);

    private protected WireAnswer Answer => new(Pieces, UsageReport);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reads_text_usage_model_tier_and_request_id(bool stream)
    {
        await using var server = new LoopbackServer(e => stream
            ? e.StreamAsync(Stream(Answer), "x-request-id: req_abc\r\n")
            : e.RespondAsync(200, Body(Answer), headers: "x-request-id: req_abc\r\n"));
        var (outcome, sink) = await SendAsync(server, stream);

        outcome.End.ShouldBe(ProviderEnd.Completed);
        outcome.Fault.ShouldBeNull();
        outcome.Text.ShouldBe(Answer.Text);
        outcome.Usage.ShouldBe(Reported);
        outcome.Model.ShouldBe(Answer.Model);
        outcome.Tier.ShouldBe(Answer.Tier);
        outcome.RequestId.ShouldBe("req_abc");
        sink.Text.ShouldBe(Answer.Text);
        sink.Pieces.ShouldBe(stream ? Pieces.Length : 1);
        sink.HasBegun.ShouldBeTrue();
        server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Reads_the_same_from_a_stream_that_comes_byte_by_byte_with_carriage_returns_and_comments()
    {
        var text = ": hello\r\n\r\n" + Stream(Answer).Replace("\n", "\r\n", StringComparison.Ordinal);
        await using var server = new LoopbackServer(async e =>
        {
            await e.BeginStreamAsync();
            foreach (var value in Encoding.UTF8.GetBytes(text)) await e.ChunkAsync(new[] { value });
            await e.EndStreamAsync();
        });
        var (outcome, sink) = await SendAsync(server, stream: true);

        outcome.Usage.ShouldBe(Reported);
        outcome.Text.ShouldBe(Answer.Text);
        sink.Text.ShouldBe(Answer.Text);
    }

    [Fact]
    public async Task Text_is_handed_on_before_the_stream_ends()
    {
        var release = new TaskCompletionSource();
        var text = Stream(Answer);
        await using var server = new LoopbackServer(async e =>
        {
            var half = text.Length * 2 / 3;
            await e.BeginStreamAsync();
            await e.ChunkAsync(text[..half]);
            await release.Task;
            await e.ChunkAsync(text[half..]);
            await e.EndStreamAsync();
        });
        var sink = new RecordingSink();
        using var adapter = Adapter(server);
        var sending = adapter.Value.SendAsync(Request(stream: true), sink, TestContext.Current.CancellationToken);
        await sink.FirstText.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
        sending.IsCompleted.ShouldBeFalse();
        release.SetResult();
        (await sending).Usage.ShouldBe(Reported);
    }

    [Theory]
    [InlineData(false, "incomplete", nameof(ProviderEnd.Incomplete))]
    [InlineData(true, "incomplete", nameof(ProviderEnd.Incomplete))]
    [InlineData(false, "failed", nameof(ProviderEnd.Failed))]
    [InlineData(true, "failed", nameof(ProviderEnd.Failed))]
    public async Task An_answer_that_ended_otherwise_still_reports_its_usage(bool stream, string status, string end)
    {
        var answer = Answer with { Status = status };
        await using var server = new LoopbackServer(e => stream ? e.StreamAsync(Stream(answer)) : e.RespondAsync(200, Body(answer)));
        var (outcome, _) = await SendAsync(server, stream);

        outcome.End.ToString().ShouldBe(end);
        outcome.Usage.ShouldBe(Reported);
        (outcome.Fault is null).ShouldBe(outcome.HasAnswer);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Missing_usage_is_missing_not_zero(bool stream)
    {
        var answer = Answer with { Usage = null };
        await using var server = new LoopbackServer(e => stream ? e.StreamAsync(Stream(answer)) : e.RespondAsync(200, Body(answer)));
        var (outcome, _) = await SendAsync(server, stream);

        outcome.End.ShouldBe(ProviderEnd.Completed);
        outcome.Usage.ShouldBeNull();
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("1e20")]
    [InlineData("\"NaN\"")]
    [InlineData("\"120\"")]
    [InlineData("1.5")]
    [InlineData("null")]
    [InlineData("9007199254740993")]
    [InlineData("9223372036854775808")]
    [InlineData("{\"a\":[]}")]
    public async Task Hostile_usage_is_no_report(string figure)
    {
        foreach (var stream in new[] { false, true })
        {
            var answer = Answer with { Usage = UsageWithInput(figure) };
            await using var server = new LoopbackServer(e => stream ? e.StreamAsync(Stream(answer)) : e.RespondAsync(200, Body(answer)));
            (await SendAsync(server, stream)).Outcome.Usage.ShouldBeNull();
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_stream_that_breaks_off_is_broken_and_its_text_is_known(bool reset)
    {
        var text = Stream(Answer);
        await using var server = new LoopbackServer(async e =>
        {
            await e.BeginStreamAsync();
            await e.ChunkAsync(text[..(text.Length * 2 / 3)]);
            await Task.Delay(50, e.End);
            if (reset) e.Reset();
            else e.Hangup();
        });
        var (outcome, sink) = await SendAsync(server, stream: true);

        outcome.End.ShouldBe(ProviderEnd.Broken);
        outcome.Usage.ShouldBeNull();
        sink.Text.Length.ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_stream_that_ends_without_its_last_event_is_broken()
    {
        var text = Stream(Answer);
        await using var server = new LoopbackServer(e => e.StreamAsync(text[..(text.Length * 2 / 3)]));

        (await SendAsync(server, stream: true)).Outcome.End.ShouldBe(ProviderEnd.Broken);
    }

    [Theory]
    [InlineData("data: {not json\n\n")]
    [InlineData("data: [1]\n\n")]
    [InlineData("data: null\n\n")]
    public async Task Malformed_events_are_broken(string events)
    {
        await using var server = new LoopbackServer(e => e.StreamAsync(events));

        (await SendAsync(server, stream: true)).Outcome.End.ShouldBe(ProviderEnd.Broken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    public async Task A_body_that_is_no_answer_is_broken(string body)
    {
        await using var server = new LoopbackServer(e => e.RespondAsync(200, body));

        (await SendAsync(server, stream: false)).Outcome.End.ShouldBe(ProviderEnd.Broken);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_giant_answer_is_given_up_not_buffered(bool stream)
    {
        await using var server = new LoopbackServer(async e =>
        {
            await (stream ? e.BeginStreamAsync() : e.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n"));
            var block = Encoding.ASCII.GetBytes(new string('a', 16 * 1024));
            while (true) await (stream ? e.ChunkAsync(block) : e.WriteAsync(block));
        });
        var (outcome, _) = await SendAsync(server, stream);

        outcome.End.ShouldBe(ProviderEnd.Broken);
        outcome.OperatorCode.ShouldBe("answer_too_large");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancelling_ends_a_stalled_call(bool beforeHeaders)
    {
        await using var server = new LoopbackServer(async e =>
        {
            if (!beforeHeaders) await e.BeginStreamAsync();
            await e.StallAsync();
        });
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        using var adapter = Adapter(server);

        await Should.ThrowAsync<OperationCanceledException>(adapter.Value.SendAsync(Request(stream: true), new RecordingSink(), cancel.Token));
        server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_connection_means_not_sent()
    {
        var server = new LoopbackServer();
        await server.DisposeAsync();
        var (outcome, _) = await SendAsync(server, stream: false);

        outcome.End.ShouldBe(ProviderEnd.NotSent);
        outcome.Fault.ShouldBe(ProviderFault.Unreachable);
    }

    [Fact]
    public async Task A_connection_that_does_not_open_means_not_sent()
    {
        // RFC 5737: an address that nobody has; a machine without any route to it refuses at once, which is the same.
        using var adapter = new Owned(Create(new Uri("http://192.0.2.1/v1"), TimeSpan.FromMilliseconds(200)));
        var outcome = await adapter.Value.SendAsync(Request(stream: false), new RecordingSink(), TestContext.Current.CancellationToken);

        outcome.End.ShouldBe(ProviderEnd.NotSent);
    }

    [Fact]
    public async Task A_connection_lost_before_the_answer_is_broken_and_not_tried_again()
    {
        await using var server = new LoopbackServer(e =>
        {
            e.Reset();
            return Task.CompletedTask;
        });
        var (outcome, _) = await SendAsync(server, stream: false);

        outcome.End.ShouldBe(ProviderEnd.Broken);
        server.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var other = new LoopbackServer(e => e.RespondAsync(200, Body(Answer)));
        await using var server = new LoopbackServer(e => e.RespondAsync(307, "", headers: $"Location: {other.Url}\r\n"));
        var (outcome, _) = await SendAsync(server, stream: false);

        outcome.End.ShouldBe(ProviderEnd.Refused);
        other.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("rate_limited", nameof(ProviderFault.RateLimited))]
    [InlineData("account_exhausted", nameof(ProviderFault.AccountExhausted))]
    [InlineData("credentials", nameof(ProviderFault.Credentials))]
    [InlineData("misconfigured", nameof(ProviderFault.Misconfigured))]
    [InlineData("input_too_long", nameof(ProviderFault.InputTooLong))]
    [InlineData("overloaded", nameof(ProviderFault.Overloaded))]
    [InlineData("error", nameof(ProviderFault.Error))]
    public async Task An_error_status_is_a_fault_without_the_providers_words(string kind, string fault)
    {
        var (status, body) = Error(kind);
        body.ShouldContain(Canary);
        await using var server = new LoopbackServer(e => e.RespondAsync(status, body, headers: "Retry-After: 7\r\n"));
        var (outcome, sink) = await SendAsync(server, stream: true);

        outcome.End.ShouldBe(ProviderEnd.Refused);
        outcome.Fault.ToString().ShouldBe(fault);
        outcome.RetryAfter.ShouldBe(TimeSpan.FromSeconds(7));
        outcome.ToString().ShouldNotContain(Canary);
        sink.Pieces.ShouldBe(0);
    }

    [Fact]
    public async Task An_error_status_whose_body_never_comes_is_still_that_error()
    {
        await using var server = new LoopbackServer(async e =>
        {
            await e.WriteAsync("HTTP/1.1 503 Busy\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
            e.Reset();
        });

        (await SendAsync(server, stream: false)).Outcome.End.ShouldBe(ProviderEnd.Refused);
    }

    private protected static ProviderRequest Request(bool stream, string tier = "default") => new()
    {
        Target = new RouteTarget("test", "test-model", tier),
        Instructions = "Summarise.",
        UserText = "A text.",
        MaxOutputTokens = 500,
        Output = OutputKind.Text,
        Stream = stream,
        Params = new Dictionary<string, string>(),
        RequestId = "req_1",
        EndUser = "user_1",
    };

    private protected async Task<(ProviderOutcome Outcome, RecordingSink Sink)> SendAsync(LoopbackServer server, bool stream, string tier = "default")
    {
        var sink = new RecordingSink();
        using var adapter = Adapter(server);
        return (await adapter.Value.SendAsync(Request(stream, tier), sink, TestContext.Current.CancellationToken), sink);
    }

    private protected Owned Adapter(LoopbackServer server) => new(Create(server.Url));

    private protected sealed record Owned(IProviderAdapter Value) : IDisposable
    {
        public void Dispose() => (Value as IDisposable)?.Dispose();
    }
}
