namespace Weir.Data.Engine;

/// <summary>
/// Makes text that PostgreSQL accepts: one text that it refuses (a NUL, half a surrogate pair) would refuse the whole batch.
/// </summary>
internal static class WireText
{
    /// <summary>Longest text of a ledger column, in UTF-16 units.</summary>
    public const int MaxLength = 200;

    private const char Replacement = '\uFFFD';

    public static string? Clean(string? text, int maxLength = MaxLength)
    {
        if (text is null) return null;
        if (text.Length > maxLength) text = text[..maxLength];
        var fault = IndexOfFault(text);
        return fault < 0 ? text : Repair(text, fault);
    }

    private static int IndexOfFault(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0') return i;
            if (!char.IsSurrogate(text[i])) continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1])) i++;
            else return i;
        }
        return -1;
    }

    private static string Repair(string text, int fault) => string.Create(text.Length, (text, fault), static (buffer, state) =>
    {
        state.text.CopyTo(buffer);
        for (var i = state.fault; i < buffer.Length; i++)
        {
            if (i + 1 < buffer.Length && char.IsSurrogatePair(buffer[i], buffer[i + 1])) i++;
            else if (buffer[i] == '\0' || char.IsSurrogate(buffer[i])) buffer[i] = Replacement;
        }
    });
}
