using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Weir.Data.Keys;
using Weir.State;

namespace Weir.Cli.Keys;

/// <summary><c>weir keys create|list|revoke</c>: on the database itself, with its owner's login.</summary>
internal static class KeysCommand
{
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Create() => new("keys", "Keys of servers that call Weir: make, list, revoke.")
    {
        CreateKeyCommand.Create(),
        ListKeysCommand.Create(),
        RevokeKeyCommand.Create(),
    };

    /// <summary>Works on the keys of the database that <c>migrate</c> and <c>apply</c> would work on.</summary>
    public static async Task<T> WithStoreAsync<T>(StateFolder state, Func<ServiceKeyStore, Task<T>> work)
    {
        await using var owner = OwnerDatabase.Open(OwnerDatabase.Find(state));
        return await work(new ServiceKeyStore(owner, TimeProvider.System));
    }
}
