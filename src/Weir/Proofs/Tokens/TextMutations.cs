using System.Buffers.Text;

namespace Weir.Proofs.Tokens;

/// <summary>Changes of a token as a text, by somebody who has no key.</summary>
internal static class TextMutations
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static readonly string[] s_strangers =
        ["=", "==", "+", "/", " ", "\n", "\0", ".", "..", "%", "é", "\ud83d", "\ufeff", "\u200b"];

    /// <summary>One character becomes another of the alphabet.</summary>
    public static Mutant Replace(Random random, ForgeWorld world, ValidToken token)
    {
        var text = token.Text.ToCharArray();
        for (var times = random.Next(1, 4); times > 0; times--)
            text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
        return new Mutant(new string(text));
    }

    /// <summary>One bit of the decoded bytes of a part, canonically encoded again: the closest miss there is.</summary>
    public static Mutant FlipBit(Random random, ForgeWorld world, ValidToken token)
    {
        var parts = token.Text.Split('.');
        var part = random.Next(3);
        var bytes = Base64Url.DecodeFromChars(parts[part]);
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        parts[part] = Base64Url.EncodeToString(bytes);
        return new Mutant(string.Join('.', parts));
    }

    public static Mutant Insert(Random random, ForgeWorld world, ValidToken token)
    {
        var what = random.Next(2) == 0
            ? s_strangers[random.Next(s_strangers.Length)]
            : Alphabet[random.Next(Alphabet.Length)].ToString();
        return new Mutant(token.Text.Insert(random.Next(token.Text.Length + 1), what));
    }

    public static Mutant Delete(Random random, ForgeWorld world, ValidToken token)
    {
        var start = random.Next(token.Text.Length);
        return new Mutant(token.Text.Remove(start, Math.Min(random.Next(1, 9), token.Text.Length - start)));
    }

    public static Mutant Truncate(Random random, ForgeWorld world, ValidToken token) => random.Next(2) == 0
        ? new Mutant(token.Text[..random.Next(token.Text.Length)])
        : new Mutant(token.Text[random.Next(1, token.Text.Length)..]);

    public static Mutant DuplicateSpan(Random random, ForgeWorld world, ValidToken token)
    {
        var start = random.Next(token.Text.Length);
        var length = Math.Min(random.Next(1, 65), token.Text.Length - start);
        return new Mutant(token.Text.Insert(random.Next(token.Text.Length), token.Text.Substring(start, length)));
    }

    public static Mutant SwapSpans(Random random, ForgeWorld world, ValidToken token)
    {
        var text = token.Text.ToCharArray();
        int a = random.Next(text.Length), b = random.Next(text.Length);
        (text[a], text[b]) = (text[b], text[a]);
        return new Mutant(new string(text));
    }

    /// <summary>Header, payload and signature of different tokens.</summary>
    public static Mutant Recombine(Random random, ForgeWorld world, ValidToken token)
    {
        var parts = token.Text.Split('.');
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            var part = random.Next(3);
            parts[part] = world.Shapes[random.Next(world.Shapes.Count)].Text.Split('.')[part];
        }
        return new Mutant(string.Join('.', parts));
    }

    /// <summary>Parts added, dropped, emptied or in another order.</summary>
    public static Mutant Reshape(Random random, ForgeWorld world, ValidToken token)
    {
        var parts = token.Text.Split('.').ToList();
        switch (random.Next(4))
        {
            case 0: parts.RemoveAt(random.Next(3)); break;
            case 1: parts.Insert(random.Next(4), random.Next(2) == 0 ? "" : parts[random.Next(3)]); break;
            case 2: parts[random.Next(3)] = ""; break;
            default: parts.Reverse(); break;
        }
        return new Mutant(string.Join('.', parts));
    }

    /// <summary>The same bytes, spelled otherwise: unused bits, padding, white space, the other alphabet.</summary>
    public static Mutant Respell(Random random, ForgeWorld world, ValidToken token)
    {
        var parts = token.Text.Split('.');
        var part = random.Next(3);
        var text = parts[part];
        var unused = (text.Length % 4) switch { 2 => 4, 3 => 2, _ => 0 };
        parts[part] = random.Next(4) switch
        {
            0 when unused > 0 => text[..^1]
                + Alphabet[Alphabet.IndexOf(text[^1], StringComparison.Ordinal) ^ random.Next(1, 1 << unused)],
            1 when unused > 0 => text + new string('=', unused / 2),
            2 => text.Insert(random.Next(text.Length), " \t\r\n"[random.Next(4)].ToString()),
            _ => text.Replace('-', '+').Replace('_', '/'),
        };
        return new Mutant(string.Join('.', parts));
    }
}
