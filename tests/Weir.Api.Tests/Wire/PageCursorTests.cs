using Weir.Api.Wire;

namespace Weir.Api.Tests.Wire;

public sealed class PageCursorTests
{
    private static readonly PageCursor s_cursor =
        new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, 123, 456, TimeSpan.Zero), Guid.CreateVersion7());

    [Fact]
    public void What_is_written_is_read()
    {
        PageCursor.TryDecode(s_cursor.Encode(), out var read).ShouldBeTrue();
        read.ShouldBe(s_cursor);
        s_cursor.Encode().ShouldMatch("^[A-Za-z0-9_-]{34}$");
    }

    [Fact]
    public void Every_other_text_is_refused()
    {
        var text = s_cursor.Encode();
        foreach (var wrong in (string[])["", "x", text + "A", text[1..], text[..^1], text + "==", new string('A', 34), new string('_', 34), text[..^1] + "!", " " + text[1..]])
            PageCursor.TryDecode(wrong, out _).ShouldBeFalse(wrong);
        // The last character has two bits that mean nothing; only the one spelling that was written is read.
        foreach (var last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
        {
            var respelled = text[..^1] + last;
            if (PageCursor.TryDecode(respelled, out var read)) read.Encode().ShouldBe(respelled);
        }
    }

    [Fact]
    public void Noise_never_throws()
    {
        var random = new Random(5);
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=+/%\0é";
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(30, 40)).Select(_ => Alphabet[random.Next(Alphabet.Length)]));
            if (PageCursor.TryDecode(text, out var read)) read.Encode().ShouldBe(text);
        }
    }
}
