using System.Collections.Frozen;

namespace Weir.Sandbox.Providers.Text;

/// <summary>English words that say nothing about what a text is about.</summary>
internal static class StopWords
{
    private const string Words = """
        a about above after again against all almost alone along already also although always am among an and another any
        are as at away back be became because been before began begin beginning being below between both but by came can
        come could did do does doing done down each either else even ever every few first for from get go going got had has
        have having he her here hers herself him himself his how however i if in indeed into is it its itself just keep
        knew know last least less let like little long look looked made make many may me might mine more most much must my
        myself near nearly never next no nor not nothing now of off often oh on once one only or other others our out over
        own perhaps poor put quite rather really said same saw say saying see seem seemed seems seen several shall she
        should since so some something soon still such take than that the their them themselves then there these they thing
        things think this those though thought three through till to together told too took two under until up upon us use
        used very was way we well went were what when where whether which while who whole whom whose why will with within
        without would yes yet you your yours chapter
        """;

    private static readonly FrozenSet<string> s_words =
        Words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether the word, in lower case, carries no content.</summary>
    public static bool Contains(string word) => word.Length < 3 && !word.Any(c => c > '\u024F') || s_words.Contains(word);
}
