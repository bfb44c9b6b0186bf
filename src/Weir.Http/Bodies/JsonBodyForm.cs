namespace Weir.Http.Bodies;

/// <summary>Which bodies a route reads with <see cref="JsonBody"/>.</summary>
/// <param name="MediaTypes">Content types, all of them JSON in UTF-8.</param>
/// <param name="AllowArray">Whether the body may be an array.</param>
public sealed record JsonBodyForm(IReadOnlyList<string> MediaTypes, bool AllowArray)
{
    /// <summary>One object as <c>application/json</c>: what nearly every route reads.</summary>
    public static readonly JsonBodyForm OneObject = new(["application/json"], AllowArray: false);
}
