using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Weir.Gateway.Providers.Sse;

namespace Weir.Gateway.Tests.Providers;

public sealed class SseReaderTests
{
    private const string Sample =
        "\uFEFF: a comment\nevent: one\ndata: {\"a\":1}\n\ndata:two\ndata: lines é\n\n\n:only a comment\n\nid: 7\nretry: 10\nunknown: x\n"
        + "event: three\ndata\n\nevent: no data\n\ndata: last\n\n";

    private static readonly (string? Name, string Data)[] s_expected =
        [("one", "{\"a\":1}"), (null, "two\nlines é"), ("three", ""), (null, "last")];

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    [InlineData("\r")]
    public async Task Reads_the_same_wherever_the_bytes_are_cut(string newline)
    {
        var bytes = Encoding.UTF8.GetBytes(Sample.Replace("\n", newline, StringComparison.Ordinal));
        for (var cut = 0; cut <= bytes.Length; cut++)
            (await ReadAsync(bytes[..cut], bytes[cut..])).ShouldBe(s_expected, $"cut at {cut}");
        (await ReadAsync([.. bytes.Select(b => new[] { b })])).ShouldBe(s_expected);
    }

    [Fact]
    public async Task An_event_without_its_blank_line_is_read_at_the_end() =>
        (await ReadAsync("data: a\n\ndata: b"u8.ToArray())).ShouldBe([(null, "a"), (null, "b")]);

    [Fact]
    public async Task An_empty_stream_has_no_events() => (await ReadAsync([])).ShouldBeEmpty();

    [Fact]
    public async Task A_long_event_a_long_line_and_a_long_stream_are_refused()
    {
        await Should.ThrowAsync<SseLimitException>(ReadAsync(Encoding.ASCII.GetBytes("data: " + new string('x', 2000))));
        await Should.ThrowAsync<SseLimitException>(ReadAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("data: " + new string('x', 200) + "\n", 6)))));
        await Should.ThrowAsync<SseLimitException>(ReadAsync(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(": comment\n", 2000)))));
    }

    [Fact]
    public void Never_throws_anything_else_for_any_bytes() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(
        Gen.Elements("data", "event", ":", " ", "\n", "\r", "\r\n", "x", "\uFEFF", "é", "\0").ArrayOf().ToArbitrary(), pieces =>
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(pieces));
            return ReadAsync(bytes).GetAwaiter().GetResult().Count <= pieces.Length;
        }));

    private static async Task<IReadOnlyList<(string? Name, string Data)>> ReadAsync(params byte[][] chunks)
    {
        using var reader = new SseReader(new ChunkedStream(chunks), 1000, 10_000);
        var events = new List<(string?, string)>();
        while (await reader.ReadAsync(TestContext.Current.CancellationToken) is { } item)
            events.Add((item.Name, Encoding.UTF8.GetString(item.Data.Span)));
        return events;
    }

    /// <summary>Hands out one chunk a read.</summary>
    private sealed class ChunkedStream(byte[][] chunks) : MemoryStream
    {
        private readonly Queue<ReadOnlyMemory<byte>> _rest = new(chunks.Where(c => c.Length > 0).Select(c => new ReadOnlyMemory<byte>(c)));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!_rest.TryDequeue(out var chunk)) return ValueTask.FromResult(0);
            var taken = chunk[..Math.Min(buffer.Length, chunk.Length)];
            taken.CopyTo(buffer);
            if (taken.Length < chunk.Length) return ValueTask.FromResult(Requeue(chunk[taken.Length..], taken.Length));
            return ValueTask.FromResult(taken.Length);
        }

        private int Requeue(ReadOnlyMemory<byte> rest, int taken)
        {
            var behind = _rest.ToArray();
            _rest.Clear();
            _rest.Enqueue(rest);
            foreach (var chunk in behind) _rest.Enqueue(chunk);
            return taken;
        }
    }
}
