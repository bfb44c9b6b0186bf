using Npgsql;

namespace Weir.Settings;

/// <summary>Writes a database's address as the URL that other tools take.</summary>
internal static class DatabaseUrl
{
    public static string Format(NpgsqlConnectionStringBuilder address) =>
        $"postgres://{Uri.EscapeDataString(address.Username ?? "")}:{Uri.EscapeDataString(address.Password ?? "")}"
        + $"@{address.Host}:{address.Port}/{Uri.EscapeDataString(address.Database ?? "")}";
}
