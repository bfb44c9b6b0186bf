namespace Weir.Core.Keys;

/// <summary>Who changed something by hand, as the audit log names it. Never a name, an e-mail or a secret.</summary>
/// <param name="Kind">What kind of identity.</param>
/// <param name="Id">The user's or the key's id; null where there is only one of its kind.</param>
public sealed record Actor(ActorKind Kind, Guid? Id)
{
    /// <summary>The holder of <c>WEIR_ADMIN_KEY</c>.</summary>
    public static Actor AdminKey { get; } = new(ActorKind.AdminKey, null);

    /// <summary>Whoever runs <c>weir</c>.</summary>
    public static Actor CommandLine { get; } = new(ActorKind.CommandLine, null);
}
