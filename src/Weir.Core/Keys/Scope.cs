namespace Weir.Core.Keys;

/// <summary>What a service key may be allowed to do. No scope implies another.</summary>
public static class Scope
{
    /// <summary>Reads balances, entitlements and explanations of any customer.</summary>
    public const string MeteringRead = "metering:read";

    /// <summary>Reserves, settles, voids and records for any customer.</summary>
    public const string MeteringWrite = "metering:write";

    /// <summary>Reads what operators see.</summary>
    public const string AdminRead = "admin:read";

    /// <summary>Changes grants, plans, holds, keys: everything that operators change.</summary>
    public const string AdminWrite = "admin:write";

    /// <summary>Every scope there is; the database checks the same list.</summary>
    public static IReadOnlyList<string> All { get; } = [MeteringRead, MeteringWrite, AdminRead, AdminWrite];

    /// <summary>Those of an app's server, and of the sandbox's <c>weir_service_key</c>.</summary>
    public static IReadOnlyList<string> Metering { get; } = [MeteringRead, MeteringWrite];

    /// <summary>Those of an operator: the admin key's, and of a user whose role is admin.</summary>
    public static IReadOnlyList<string> Admin { get; } = [AdminRead, AdminWrite];
}
