using Weir.Core.Errors;
using Weir.Core.Keys;

namespace Weir.Data.Keys;

/// <summary>A key that somebody asks for.</summary>
/// <param name="Name">What it is for, 1 to 100 characters on one line.</param>
/// <param name="Scopes">What it shall allow, at least one.</param>
/// <param name="ExpiresAt">First instant at which it is refused; null for never.</param>
public sealed record NewServiceKey(string Name, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
{
    /// <summary>Longest name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>Every fault by member; the database checks the same. No message repeats what was given.</summary>
    public IReadOnlyList<FieldFault> Validate(DateTimeOffset now)
    {
        var faults = new List<FieldFault>();
        if (string.IsNullOrWhiteSpace(Name) || Name.Length > MaxNameLength || Name.Any(char.IsControl))
            faults.Add(new("name", $"must have 1 to {MaxNameLength} characters on one line"));
        else if (Name.Contains(ServiceKeyText.Prefix, StringComparison.Ordinal))
            faults.Add(new("name", "must not look like a key: names are shown"));
        if (Scopes.Count == 0 || Scopes.Any(scope => !Scope.All.Contains(scope, StringComparer.Ordinal)))
            faults.Add(new("scopes", $"must be some of: {string.Join(", ", Scope.All)}"));
        if (ExpiresAt <= now) faults.Add(new("expires_at", "must be in the future"));
        return faults;
    }
}
