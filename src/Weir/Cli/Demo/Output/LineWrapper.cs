using System.Text;

namespace Weir.Cli.Demo.Output;

/// <summary>Breaks a text at its spaces while it comes piece by piece. A word is held back until it is whole.</summary>
internal sealed class LineWrapper(int width, string indent, Action<string> write)
{
    private readonly StringBuilder _word = new();
    private int _column;

    /// <summary>Takes the next piece.</summary>
    public void Add(string text)
    {
        foreach (var c in text)
        {
            if (c is not (' ' or '\n'))
            {
                _word.Append(c);
                continue;
            }
            FlushWord();
            if (c == '\n') Break();
        }
    }

    /// <summary>Writes what is held back and ends the line.</summary>
    public void End()
    {
        FlushWord();
        if (_column > 0) Break();
    }

    private void FlushWord()
    {
        if (_word.Length == 0) return;
        if (_column > 0 && _column + 1 + _word.Length > width) Break();
        write(_column == 0 ? indent + _word : " " + _word);
        _column += _word.Length + (_column == 0 ? indent.Length : 1);
        _word.Clear();
    }

    private void Break()
    {
        write("\n");
        _column = 0;
    }
}
