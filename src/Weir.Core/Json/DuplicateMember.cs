using System.Text.Json;

namespace Weir.Core.Json;

/// <summary>Finds the member that comes twice, once it is known that there is one.</summary>
internal static class DuplicateMember
{
    /// <summary>Byte position of the second occurrence.</summary>
    public static long Find(ReadOnlySpan<byte> utf8, int maxDepth)
    {
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = maxDepth });
        var open = new Stack<HashSet<string>>();
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject) open.Push(new HashSet<string>(StringComparer.Ordinal));
            else if (reader.TokenType is JsonTokenType.EndObject) open.Pop();
            else if (reader.TokenType is JsonTokenType.PropertyName && !open.Peek().Add(reader.GetString()!))
                return reader.TokenStartIndex;
        }
        return 0;
    }
}
