using System.Text;

namespace Weir.Api.Tests.Blueprints;

/// <summary>Broken, shuffled and hostile YAML: a list of faults or a catalog, never an exception, never both.</summary>
public sealed class FuzzTests
{
    private const int Rounds = 1500;
    private const int Seed = 20261120;

    private static readonly string[] s_pieces =
    [
        ":", "- ", "{", "}", "[", "]", "\"", "'", "&a ", "*a", "!!int ", "|", ">", "\t", "\n", "  ", "? ", "<<: ", "---\n", "...\n", "%YAML 1.2\n",
        "~", "null", "1e9", ".nan", "9223372036854775808", "\uFEFF", "\u2028", "😀", "#", ",", "\\", "\0", "\r", "key: [", "{{", "é",
    ];

    [Fact]
    public void Mutations_never_throw()
    {
        var random = new Random(Seed);
        var valid = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var yaml = new StringBuilder(BlueprintFolder.ValidYaml);
            var prompt = new StringBuilder(BlueprintFolder.ValidPrompt);
            for (var i = random.Next(1, 6); i > 0; i--) Mutate(random, random.Next(8) == 0 ? prompt : yaml);
            using var folder = new BlueprintFolder(yaml.ToString(), prompt.ToString());
            try
            {
                var result = folder.Load();
                (result.Catalog is null).ShouldBe(result.Faults.Count > 0);
                result.Faults.ShouldAllBe(f => f.Line >= 0 && f.Message.Length > 0 && !f.Message.Contains('\n'));
                if (result.Catalog is not null) valid++;
            }
            catch (Exception e) when (e is not ShouldAssertException)
            {
                Assert.Fail($"round {round} of seed {Seed}: {e}\n{yaml}");
            }
        }
        // Some mutations hit a comment-free name or a space and stay valid; if all did, nothing was mutated.
        valid.ShouldBeInRange(1, Rounds / 2);
    }

    private static void Mutate(Random random, StringBuilder text)
    {
        var at = random.Next(text.Length);
        switch (random.Next(6))
        {
            case 0:
                text.Remove(at, Math.Min(random.Next(1, 20), text.Length - at));
                break;
            case 1:
                text.Insert(at, s_pieces[random.Next(s_pieces.Length)]);
                break;
            case 2:
                text[at] = (char)random.Next(0x20, 0x7f);
                break;
            case 3:
                var from = random.Next(text.Length);
                text.Insert(at, text.ToString(from, Math.Min(random.Next(1, 60), text.Length - from)));
                break;
            case 4:
                text.Length = Math.Max(1, at);
                break;
            default:
                text.Insert(
                    at, string.Concat(Enumerable.Repeat(s_pieces[random.Next(s_pieces.Length)], random.Next(1, 300))));
                break;
        }
    }
}
