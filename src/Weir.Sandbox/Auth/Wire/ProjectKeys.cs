using System.Security.Cryptography;
using System.Text;

namespace Weir.Sandbox.Auth.Wire;

/// <summary>The two keys that the API gateway knows.</summary>
internal sealed class ProjectKeys(SandboxAuthOptions options)
{
    private readonly byte[] _anon = Encoding.UTF8.GetBytes(options.AnonKey);
    private readonly byte[] _serviceRole = Encoding.UTF8.GetBytes(options.ServiceRoleKey);

    /// <summary>The database role behind a key; null for anything else.</summary>
    public string? RoleOf(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        if (CryptographicOperations.FixedTimeEquals(bytes, _anon)) return "anon";
        return CryptographicOperations.FixedTimeEquals(bytes, _serviceRole) ? "service_role" : null;
    }
}
