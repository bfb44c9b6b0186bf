using Weir.Api.OpenApi;
using Weir.Core.Errors;

namespace Weir.Api.Admin;

/// <summary>What the documentation of all operators' operations shares.</summary>
internal static class AdminDocs
{
    public const string Tag = "Admin";

    public const string Uuid = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

    /// <summary>A list of which everything that is asked exists.</summary>
    public static readonly IReadOnlyList<ErrorCode> ListErrors = [ErrorCode.InvalidInput, .. CommonErrors.OfOperator];

    /// <summary>A read of something that may not exist.</summary>
    public static readonly IReadOnlyList<ErrorCode> ReadErrors = [.. ListErrors, ErrorCode.NotFound];

    /// <summary>A change with a body.</summary>
    public static readonly IReadOnlyList<ErrorCode> ChangeErrors =
        [.. CommonErrors.OfBody, .. CommonErrors.OfOperator, ErrorCode.NotFound];

    public static ParameterDoc CustomerId { get; } = new("The customer.", Samples.User.ToString(), Uuid);

    public static ParameterDoc NeededCustomerId { get; } = CustomerId with { IsRequired = true };

    /// <summary>The parameters of a list beside those of its pages.</summary>
    public static IReadOnlyDictionary<string, ParameterDoc> Paged(params (string Name, ParameterDoc Doc)[] others)
    {
        var all = new Dictionary<string, ParameterDoc>(ParameterDoc.OfPages);
        foreach (var (name, doc) in others) all.Add(name, doc);
        return all;
    }
}
