using System.Buffers;
using System.Text;

namespace Weir.Api.Blueprints.Reading;

/// <summary>Files of a blueprint as text: bounded, strictly UTF-8.</summary>
internal static class TextFile
{
    /// <summary>Most bytes of a file. A blueprint of a whole company has a few ten thousand.</summary>
    public const int MostBytes = 256 * 1024;

    private static readonly UTF8Encoding s_utf8 = new(
        encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text without a byte order mark; null when it cannot be had, which is then reported.</summary>
    public static string? Read(string folder, string path, FaultList faults)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, path));
            var bytes = new byte[MostBytes + 1];
            var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return Decode(path, bytes.AsSpan(0, count), faults);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            faults.Add(path, 0, "the file cannot be read: check that it is there and that you may read it");
            return null;
        }
    }

    public static string? Decode(string path, ReadOnlySpan<byte> bytes, FaultList faults)
    {
        if (bytes.Length > MostBytes)
        {
            faults.Add(path, 0, $"the file is larger than {MostBytes / 1024} KiB");
            return null;
        }
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
        {
            faults.Add(path, LineOfFirstInvalid(bytes), "the file is not UTF-8: save it in that encoding");
            return null;
        }
        var text = s_utf8.GetString(bytes);
        var control = text.AsSpan().IndexOfAnyInRange('\0', '\b');
        if (control < 0) return text;
        faults.Add(
            path, text.AsSpan(0, control).Count('\n') + 1, "there is a control character on this line: remove it");
        return null;
    }

    private static int LineOfFirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) != OperationStatus.Done) break;
            if (rune.Value == '\n') line++;
            bytes = bytes[consumed..];
        }
        return line;
    }
}
