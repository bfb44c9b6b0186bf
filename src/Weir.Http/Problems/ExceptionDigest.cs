using System.Text;

namespace Weir.Http.Problems;

/// <summary>
/// An exception for the log: types and stack, without messages. A message may quote what a user sent
/// (a parser does, a driver may), and user texts are never logged.
/// </summary>
internal static class ExceptionDigest
{
    private const int MaxDepth = 8;

    public static string Of(Exception exception)
    {
        var text = new StringBuilder();
        var depth = 0;
        for (var current = exception; current is not null && depth < MaxDepth; current = current.InnerException)
        {
            if (depth++ > 0) text.Append("\n caused by ");
            text.Append(current.GetType().FullName).Append('\n').Append(current.StackTrace);
        }
        return text.ToString();
    }
}
