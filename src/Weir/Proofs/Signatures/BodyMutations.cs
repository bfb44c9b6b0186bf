using System.Text;

namespace Weir.Proofs.Signatures;

/// <summary>Other bytes.</summary>
internal static class BodyMutations
{
    // Values that a reader must not trip over, wherever they stand.
    private static readonly string[] s_values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "9007199254740993", "99999999999999999999", "\"\"", "\"stranger\"",
        "\"\\u0000\"", "\"\\ud800\"", "[]", "{}", "[{}]", "{\"id\":{\"id\":{}}}", "\"2026-02-30T00:00:00Z\"", "\"2026-11-21\"",
    ];

    public static byte[] FlipBit(Random random, byte[] body)
    {
        var changed = body.ToArray();
        changed[random.Next(changed.Length)] ^= (byte)(1 << random.Next(8));
        return changed;
    }

    public static byte[] Insert(Random random, byte[] body)
    {
        var at = random.Next(body.Length + 1);
        var what = new byte[random.Next(1, 5)];
        random.NextBytes(what);
        return [.. body[..at], .. what, .. body[at..]];
    }

    public static byte[] Delete(Random random, byte[] body)
    {
        var at = random.Next(body.Length);
        return [.. body[..at], .. body[Math.Min(body.Length, at + random.Next(1, 9))..]];
    }

    public static byte[] Truncate(Random random, byte[] body) =>
        random.Next(2) == 0 ? body[..random.Next(body.Length)] : body[random.Next(1, body.Length)..];

    public static byte[] Repeat(Random random, byte[] body)
    {
        var at = random.Next(body.Length);
        var until = Math.Min(body.Length, at + random.Next(1, 65));
        return [.. body[..until], .. body[at..until], .. body[until..]];
    }

    /// <summary>One value of the JSON becomes another: what stands between a colon and the next comma or bracket.</summary>
    public static byte[] Value(Random random, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var colons = Enumerable.Range(0, text.Length).Where(i => text[i] == ':' && i > 0 && text[i - 1] == '"').ToArray();
        var from = colons[random.Next(colons.Length)] + 1;
        var until = text.IndexOfAny([',', '}', ']'], from);
        return Encoding.UTF8.GetBytes(text[..from] + s_values[random.Next(s_values.Length)] + text[until..]);
    }

    /// <summary>Any of them.</summary>
    public static byte[] Any(Random random, byte[] body) => random.Next(12) switch
    {
        0 => FlipBit(random, body),
        1 => Insert(random, body),
        2 => Delete(random, body),
        3 => Truncate(random, body),
        4 => Repeat(random, body),
        _ => Value(random, body),
    };
}
