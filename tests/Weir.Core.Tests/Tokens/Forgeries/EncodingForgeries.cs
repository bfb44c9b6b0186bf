using System.IO.Compression;
using System.Text;
using Weir.Core.Tokens;
using Weir.Proofs.Tokens;

namespace Weir.Core.Tests.Tokens.Forgeries;

internal static class EncodingForgeries
{
    private const string GoodHeader = """{"alg":"ES256","kid":"es-current","typ":"JWT"}""";

    public static IEnumerable<Forgery> Of(ForgeWorld world) =>
        [.. Shapes(world), .. Alphabets(world), .. NotCanonical(world), .. Headers(world), .. Payloads(world)];

    private static IEnumerable<Forgery> Shapes(ForgeWorld world)
    {
        var good = world.Shapes[0].Text;
        var parts = good.Split('.');
        (string Name, string Token)[] cases =
        [
            ("empty", ""), ("a dot", "."), ("two dots", ".."), ("three dots", "..."), ("a word", "undefined"),
            ("null", "null"), ("JSON", """{"sub":"1"}"""),
            ("one part", parts[0]), ("two parts", $"{parts[0]}.{parts[1]}"), ("four parts", good + ".AAAA"),
            ("five parts, as of a JWE", $"{parts[0]}..{parts[1]}.{parts[2]}.AAAA"),
            ("no header", $".{parts[1]}.{parts[2]}"), ("no payload", $"{parts[0]}..{parts[2]}"),
            ("a dot behind", good + "."), ("a dot before", "." + good), ("twice", good + "." + good),
            ("JWS as JSON", $$"""{"protected":"{{parts[0]}}","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}"""),
        ];
        foreach (var (name, token) in cases)
            yield return new Forgery($"shape: {name}", token, TokenFailure.NotThreeParts);
        yield return new Forgery("9 KB", $"{parts[0]}.{new string('A', 9_000)}.{parts[2]}", TokenFailure.TooLarge);
        yield return new Forgery("1 MB", $"{parts[0]}.{new string('A', 1_000_000)}.{parts[2]}", TokenFailure.TooLarge);
        yield return new Forgery("9 KB, rightly signed", Large(9_000), TokenFailure.TooLarge);
        yield return new Forgery("nested token as payload", ForgeWorld.Sign(world.Current, GoodHeader, good),
            TokenFailure.PayloadNotJson);
        yield return new Forgery("nested token as a JSON text",
            ForgeWorld.Sign(world.Current, GoodHeader, $"\"{good}\""), TokenFailure.PayloadNotJson);

        string Large(int length)
        {
            var claims = world.Claims();
            claims["user_metadata"] = new System.Text.Json.Nodes.JsonObject { ["about"] = new string('x', length) };
            return world.Sign(world.Current, claims);
        }
    }

    private static IEnumerable<Forgery> Alphabets(ForgeWorld world)
    {
        var good = world.Shapes[0].Text;
        var parts = good.Split('.');
        string[] strangers = ["=", "==", "+", "/", " ", "\t", "\n", "\r\n", "\0", "%3D", "*", "\u00e9", "\u200b",
            "\uff21", "\ud83d\ude00", "\ufeff", "~", "!", ","];
        foreach (var stranger in strangers)
        {
            var shown = string.Concat(stranger.Select(c =>
                c is > ' ' and < '\u007f' ? c.ToString() : $"\\u{(int)c:x4}"));
            yield return new Forgery($"'{shown}' behind", good + stranger, TokenFailure.Alphabet);
            yield return new Forgery($"'{shown}' before", stranger + good, TokenFailure.Alphabet);
            yield return new Forgery($"'{shown}' in the header",
                $"{parts[0].Insert(4, stranger)}.{parts[1]}.{parts[2]}", TokenFailure.Alphabet);
            yield return new Forgery($"'{shown}' in the payload",
                $"{parts[0]}.{parts[1].Insert(8, stranger)}.{parts[2]}", TokenFailure.Alphabet);
        }
        var standard = Convert.ToBase64String(Encoding.UTF8.GetBytes(GoodHeader.Replace("JWT\"", "JWT\" ",
            StringComparison.Ordinal)));
        yield return new Forgery("header in padded base64", $"{standard}.{parts[1]}.{parts[2]}", TokenFailure.Alphabet);
    }

    /// <summary>Unused bits that are set, and lengths that cannot be: other spellings of the same bytes.</summary>
    private static IEnumerable<Forgery> NotCanonical(ForgeWorld world)
    {
        var parts = world.Shapes[0].Text.Split('.');
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        // 64 bytes of signature leave a tail of two characters, the last with four unused bits.
        for (var bits = 1; bits < 16; bits++)
        {
            var last = alphabet[(alphabet.IndexOf(parts[2][^1], StringComparison.Ordinal) & 0b110000) | bits];
            yield return new Forgery($"unused bits {bits:b4} of the signature",
                $"{parts[0]}.{parts[1]}.{parts[2][..^1]}{last}", TokenFailure.NotCanonical);
        }
        yield return new Forgery("signature with one character left over", $"{parts[0]}.{parts[1]}.{parts[2][..^1]}",
            TokenFailure.NotCanonical);
        yield return new Forgery("header with one character left over",
            $"{parts[0][..(parts[0].Length / 4 * 4)]}A.{parts[1]}.{parts[2]}", TokenFailure.NotCanonical);
        yield return new Forgery("signature of one character", $"{parts[0]}.{parts[1]}.A", TokenFailure.NotCanonical);
    }

    private static IEnumerable<Forgery> Headers(ForgeWorld world)
    {
        (string Name, string Header)[] cases =
        [
            ("alg twice", """{"alg":"ES256","alg":"none","kid":"es-current"}"""),
            ("alg twice, ES256 last", """{"alg":"none","alg":"ES256","kid":"es-current"}"""),
            ("alg twice, once escaped", """{"alg":"ES256","\u0061lg":"none","kid":"es-current"}"""),
            ("kid twice", """{"alg":"ES256","kid":"es-standby","kid":"es-current"}"""),
            ("typ twice", """{"alg":"ES256","kid":"es-current","typ":"JWT","typ":"JWT"}"""),
            ("an array", """["ES256"]"""), ("a text", "\"ES256\""), ("null", "null"), ("a number", "1"),
            ("empty object text", " "), ("two objects", GoodHeader + "{}"),
            ("trailing comma", """{"alg":"ES256","kid":"es-current",}"""),
            ("comment", """{"alg":"ES256","kid":"es-current"/* */}"""),
            ("single quotes", "{'alg':'ES256','kid':'es-current'}"), ("cut", GoodHeader[..^1]),
            ("NUL behind", GoodHeader + "\0"),
            ("byte order mark", "\ufeff" + GoodHeader),
            ("deep", $$"""{"alg":"ES256","kid":"es-current","x":{{new string('[', 64)}}{{new string(']', 64)}}}"""),
            ("half a surrogate pair", """{"alg":"ES256","kid":"\ud800"}"""),
            ("half a surrogate pair as a name", """{"alg":"ES256","kid":"es-current","\udc00":1}"""),
        ];
        foreach (var (name, header) in cases)
            yield return new Forgery($"header: {name}",
                ForgeWorld.Sign(world.Current, header, world.Claims().ToJsonString()), TokenFailure.HeaderNotJson);
        yield return new Forgery("header: empty object",
            ForgeWorld.Sign(world.Current, "{}", world.Claims().ToJsonString()), TokenFailure.AlgorithmNotAllowed);
        yield return new Forgery("header: invalid UTF-8",
            ForgeWorld.Sign(world.Current,
                [.. Encoding.UTF8.GetBytes(GoodHeader[..^1] + ",\"x\":\""), 0xff, .. "\"}"u8],
                Encoding.UTF8.GetBytes(world.Claims().ToJsonString())), TokenFailure.HeaderNotJson);
        yield return new Forgery("header: UTF-16",
            ForgeWorld.Sign(world.Current, Encoding.Unicode.GetBytes(GoodHeader),
                Encoding.UTF8.GetBytes(world.Claims().ToJsonString())), TokenFailure.HeaderNotJson);
    }

    private static IEnumerable<Forgery> Payloads(ForgeWorld world)
    {
        var good = world.Claims().ToJsonString();
        (string Name, string Payload)[] cases =
        [
            ("sub twice", good[..^1] + ",\"sub\":\"5f2a8f4e-6a7b-4c0d-8e9f-0a1b2c3d4e5f\"}"),
                ("role twice", good[..^1] + ",\"role\":\"authenticated\"}"),
            ("exp twice", good[..^1] + ",\"exp\":253402300799}"),
                ("aud twice, once escaped", good[..^1] + ",\"\\u0061ud\":\"anon\"}"),
            ("twice deep inside", good[..^1] + ",\"x\":{\"a\":1,\"a\":2}}"), ("an array", $"[{good}]"),
                ("a text", "\"a\""), ("null", "null"), ("empty", " "), ("cut", good[..^1]),
                ("two objects", good + good),
            ("trailing text", good + "x"), ("NUL behind", good + "\0"), ("byte order mark", "\ufeff" + good),
            ("comment", "/**/" + good), ("trailing comma", good[..^1] + ",}"),
            ("deep array", good[..^1] + $",\"x\":{new string('[', 200)}{new string(']', 200)}}}"),
                ("17 levels", good[..^1] + $",\"x\":{new string('[', 16)}{new string(']', 16)}}}"),
            ("half a surrogate pair", good.Replace("reader@", "\\ud83dreader@", StringComparison.Ordinal)),
            ("surrogates the wrong way round", good.Replace("reader@", "\\ude00\\ud83d", StringComparison.Ordinal)),
            ("NaN", good[..^1] + ",\"x\":NaN}"),
                ("raw newline in a text", good.Replace("reader@", "reader\n@", StringComparison.Ordinal)),
                ("hexadecimal exp", good.Replace("\"exp\":", "\"exp\":0x", StringComparison.Ordinal)),
        ];
        foreach (var (name, payload) in cases)
            yield return new Forgery($"payload: {name}", ForgeWorld.Sign(world.Current, GoodHeader, payload),
                TokenFailure.PayloadNotJson);
        yield return new Forgery("payload: invalid UTF-8",
            ForgeWorld.Sign(world.Current, Encoding.UTF8.GetBytes(GoodHeader),
                [.. Encoding.UTF8.GetBytes(good[..^1] + ",\"x\":\""), 0xc0, 0x80, .. "\"}"u8]),
                TokenFailure.PayloadNotJson);
        yield return new Forgery("payload: overlong UTF-8 quote",
            ForgeWorld.Sign(world.Current, Encoding.UTF8.GetBytes(GoodHeader),
                [.. Encoding.UTF8.GetBytes(good[..^1] + ",\"x\":\""), 0xc0, 0xa2, .. "\"}"u8]),
                TokenFailure.PayloadNotJson);
        yield return new Forgery("payload: deflated",
            ForgeWorld.Sign(world.Current, Encoding.UTF8.GetBytes(GoodHeader), Deflate(good)),
            TokenFailure.PayloadNotJson);
    }

    private static byte[] Deflate(string text)
    {
        using var stream = new MemoryStream();
        using (var deflate = new DeflateStream(stream, CompressionLevel.Fastest))
            deflate.Write(Encoding.UTF8.GetBytes(text));
        return stream.ToArray();
    }
}
