using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Weir.Sandbox.Tests.Auth;

/// <summary>What a link leaves in the browser's address.</summary>
internal static class Fragment
{
    public static Dictionary<string, StringValues> Of(Uri location) => QueryHelpers.ParseQuery(location.Fragment.TrimStart('#'));

    public static Dictionary<string, StringValues> QueryOf(Uri location) => QueryHelpers.ParseQuery(location.Query);
}
