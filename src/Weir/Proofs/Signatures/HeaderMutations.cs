namespace Weir.Proofs.Signatures;

/// <summary>Other headers.</summary>
internal static class HeaderMutations
{
    private const string Alphabet = "0123456789abcdefABCDEF=,tv. ";
    private static readonly string[] s_strangers = [" ", ",", "=", "\t", "\0", "é", "\ud83d", "0", "v1=", "t=", "t=0", ",v0="];

    public static string Replace(Random random, string header)
    {
        var text = header.ToCharArray();
        for (var times = random.Next(1, 4); times > 0; times--)
            text[random.Next(text.Length)] = Alphabet[random.Next(Alphabet.Length)];
        return new string(text);
    }

    public static string Insert(Random random, string header) =>
        header.Insert(random.Next(header.Length + 1), s_strangers[random.Next(s_strangers.Length)]);

    public static string Delete(Random random, string header)
    {
        var at = random.Next(header.Length);
        return header.Remove(at, Math.Min(random.Next(1, 9), header.Length - at));
    }

    public static string Truncate(Random random, string header) =>
        random.Next(2) == 0 ? header[..random.Next(header.Length)] : header[random.Next(1, header.Length)..];

    public static string Respell(Random random, string header) => random.Next(5) switch
    {
        0 => header.ToUpperInvariant(),
        1 => header.Replace("v1=", "v0=", StringComparison.Ordinal),
        2 => header.Replace("t=", "t=0", StringComparison.Ordinal),
        3 => header.Replace(",", ", ", StringComparison.Ordinal),
        _ => string.Concat(header.Select(c => random.Next(4) == 0 ? char.ToUpperInvariant(c) : c)),
    };

    /// <summary>Items of both headers in any order, some twice.</summary>
    public static string Recombine(Random random, string header, string other)
    {
        var items = header.Split(',').Concat(other.Split(',')).ToArray();
        return string.Join(',', Enumerable.Range(0, random.Next(1, 6)).Select(_ => items[random.Next(items.Length)]));
    }
}
