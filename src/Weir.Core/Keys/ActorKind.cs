namespace Weir.Core.Keys;

/// <summary>What kind of identity changed something by hand.</summary>
public enum ActorKind
{
    /// <summary>A signed-in user with the admin role; the id is the user's.</summary>
    User,

    /// <summary>A service key with an admin scope; the id is the key's.</summary>
    ServiceKey,

    /// <summary>The holder of <c>WEIR_ADMIN_KEY</c>.</summary>
    AdminKey,

    /// <summary>Whoever runs <c>weir</c> with the database's own login.</summary>
    CommandLine,
}
