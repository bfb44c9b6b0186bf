namespace Weir.Http.Authorization;

/// <summary>The scope that an endpoint asks of keys, for refusals and documentation.</summary>
/// <param name="Scope">One of <see cref="Core.Keys.Scope"/>.</param>
/// <param name="AnyUser">Whether every signed-in user may call as well.</param>
public sealed record RequiredScope(string Scope, bool AnyUser)
{
    /// <summary>Whether it is a scope of operators, which users with the admin role have.</summary>
    public bool IsAdmin => Core.Keys.Scope.Admin.Contains(Scope, StringComparer.Ordinal);

    /// <summary>Whether there are users who may call.</summary>
    public bool UsersMayCall => AnyUser || IsAdmin;
}
