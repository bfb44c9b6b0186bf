using System.Buffers;
using System.Text;

namespace Weir.Gateway.Providers.Sse;

/// <summary>
/// Reads server-sent events from a byte stream (HTML Living Standard, "interpreting an event stream"): lines end with
/// LF, CR or CRLF, wherever the chunks are cut; comments and unknown fields are skipped; data lines are joined by LF.
/// One event's data and the whole stream are capped. Unlike the standard it also hands out an event that the stream
/// ends in without a blank line: the data of this protocol is JSON, where a cut shows by itself.
/// </summary>
internal sealed class SseReader(Stream stream, int maxEventBytes, long maxStreamBytes) : IDisposable
{
    private const int ReadSize = 8 * 1024;

    private readonly ArrayBufferWriter<byte> _line = new();
    private readonly ArrayBufferWriter<byte> _data = new();
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(ReadSize);
    private int _position;
    private int _length;
    private long _total;
    private bool _skipLineFeed;
    private bool _firstLine = true;
    private bool _hasData;
    private bool _delivered;
    private string? _name;

    /// <summary>The next event; null at the end of the stream.</summary>
    /// <exception cref="SseLimitException">An event or the stream is larger than allowed.</exception>
    public async ValueTask<SseEvent?> ReadAsync(CancellationToken cancellationToken)
    {
        if (_delivered) Reset();
        while (true)
        {
            while (TryTakeLine())
            {
                if (EndLine()) return Deliver();
            }
            if (!await FillAsync(cancellationToken)) break;
        }
        if (_line.WrittenCount > 0) _ = EndLine();
        return _hasData ? Deliver() : null;
    }

    public void Dispose()
    {
        if (_buffer.Length == 0) return;
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
    }

    private async ValueTask<bool> FillAsync(CancellationToken cancellationToken)
    {
        _position = 0;
        _length = await stream.ReadAsync(_buffer, cancellationToken);
        _total += _length;
        if (_total > maxStreamBytes) throw new SseLimitException($"The stream is larger than {maxStreamBytes} bytes.");
        return _length > 0;
    }

    /// <summary>Moves bytes into the line until it is whole; false when the buffer is empty before that.</summary>
    private bool TryTakeLine()
    {
        if (_skipLineFeed && _position < _length)
        {
            if (_buffer[_position] == '\n') _position++;
            _skipLineFeed = false;
        }
        var rest = _buffer.AsSpan(_position, _length - _position);
        var end = rest.IndexOfAny((byte)'\n', (byte)'\r');
        var taken = end < 0 ? rest : rest[..end];
        if (_line.WrittenCount + taken.Length > maxEventBytes) throw Oversize();
        _line.Write(taken);
        _position += taken.Length;
        if (end < 0) return false;
        _skipLineFeed = _buffer[_position++] == '\r';
        return true;
    }

    /// <summary>Takes a whole line in; true when it ended an event.</summary>
    private bool EndLine()
    {
        var line = _line.WrittenSpan;
        if (_firstLine && line.StartsWith("\uFEFF"u8)) line = line[3..];
        _firstLine = false;
        var ended = false;
        if (line.Length == 0) ended = _hasData || Forget();
        else if (line[0] != ':') Field(line);
        _line.ResetWrittenCount();
        return ended;
    }

    private void Field(ReadOnlySpan<byte> line)
    {
        var colon = line.IndexOf((byte)':');
        var field = colon < 0 ? line : line[..colon];
        var value = colon < 0 ? default : line[(colon + 1)..];
        if (value.Length > 0 && value[0] == ' ') value = value[1..];
        if (field.SequenceEqual("data"u8))
        {
            if (_data.WrittenCount + value.Length + 1 > maxEventBytes) throw Oversize();
            if (_hasData) _data.Write("\n"u8);
            _data.Write(value);
            _hasData = true;
        }
        else if (field.SequenceEqual("event"u8))
        {
            _name = Encoding.UTF8.GetString(value);
        }
    }

    /// <summary>A blank line without data before it ends nothing.</summary>
    private bool Forget()
    {
        _name = null;
        return false;
    }

    private SseEvent Deliver()
    {
        _delivered = true;
        return new SseEvent(_name, _data.WrittenMemory);
    }

    private void Reset()
    {
        _data.ResetWrittenCount();
        _hasData = false;
        _name = null;
        _delivered = false;
    }

    private SseLimitException Oversize() => new($"An event is larger than {maxEventBytes} bytes.");
}
