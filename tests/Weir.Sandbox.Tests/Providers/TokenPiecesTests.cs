using System.Text;
using Weir.Sandbox.Providers.Text;

namespace Weir.Sandbox.Tests.Providers;

public sealed class TokenPiecesTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("Alice", 1)]
    [InlineData("Hello, world!", 4)]
    [InlineData("the rabbit's watch", 4)]
    [InlineData("1865", 2)]
    [InlineData("-----", 2)]
    [InlineData("a\n\nb", 3)]
    [InlineData("a   b", 3)]
    [InlineData("兎の穴", 3)]
    public void Counts_words_marks_and_breaks(string text, int pieces) => TokenPieces.Count(text).ShouldBe(pieces);

    [Fact]
    public void English_prose_has_about_four_characters_a_piece()
    {
        var charactersPerPiece = Books.Chapter.Length / (double)TokenPieces.Count(Books.Chapter);
        charactersPerPiece.ShouldBeInRange(3.5, 4.5);
    }

    [Fact]
    public void Pieces_join_to_the_text_and_are_as_many_as_counted()
    {
        var random = new Random(1865);
        string[] alphabet = ["a", "Z", "é", "ж", "兎", "😀", " ", "  ", "\n", "\t", "1", ".", "—", "’s", "\"", "\u00a0"];
        for (var round = 0; round < 500; round++)
        {
            var text = new StringBuilder();
            for (var i = random.Next(60); i > 0; i--) text.Append(alphabet[random.Next(alphabet.Length)]);
            var pieces = TokenPieces.Split(text.ToString()).ToList();
            string.Concat(pieces).ShouldBe(text.ToString());
            pieces.Count.ShouldBe(TokenPieces.Count(text.ToString()));
            pieces.ShouldAllBe(piece => !char.IsLowSurrogate(piece.First()) && !char.IsHighSurrogate(piece.Last()));
            var half = TokenPieces.Take(text.ToString(), pieces.Count / 2);
            half.ShouldBe(string.Concat(pieces.Take(pieces.Count / 2)));
        }
    }
}
