using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Weir.Data.Keys;
using Weir.State;

namespace Weir.Cli.Keys;

/// <summary><c>weir keys list [--json]</c></summary>
internal static class ListKeysCommand
{
    public static Command Create()
    {
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var command = new Command("list", "List the service keys, newest first.") { json, state };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.StateFolder(state), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(StateFolder state, bool json, CancellationToken cancellationToken)
    {
        var keys = await KeysCommand.WithStoreAsync(state, store => ReadAllAsync(store, cancellationToken));
        if (json)
        {
            Terminal.Line(JsonSerializer.Serialize(
                keys.Select(key => new
                {
                    id = key.KeyId, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt, key.RevokedAt, key.LastUsedAt,
                }),
                KeysCommand.Json));
            return 0;
        }
        if (keys.Count == 0)
        {
            Terminal.Line("There are no service keys.");
            return 0;
        }
        var now = TimeProvider.System.GetUtcNow();
        Terminal.Table(
            ["id", "name", "scopes", "state", "last used"],
            [.. keys.Select(key => (IReadOnlyList<string>)
            [
                key.KeyId.ToString(), key.Name, string.Join(',', key.Scopes), State(key, now),
                key.LastUsedAt is { } used ? Text(used) : "never",
            ])]);
        return 0;
    }

    private static async Task<IReadOnlyList<ServiceKey>> ReadAllAsync(
        ServiceKeyStore store, CancellationToken cancellationToken)
    {
        var all = new List<ServiceKey>();
        IReadOnlyList<ServiceKey> page;
        do
        {
            var last = all.Count == 0 ? null : all[^1];
            page = await store.PageAsync(last?.CreatedAt, last?.KeyId, ServiceKeyStore.MaxPage, cancellationToken);
            all.AddRange(page);
        }
        while (page.Count == ServiceKeyStore.MaxPage);
        return all;
    }

    private static string State(ServiceKey key, DateTimeOffset now) => key switch
    {
        { RevokedAt: { } at } => $"revoked {Text(at)}",
        { ExpiresAt: { } at } when at <= now => $"expired {Text(at)}",
        { ExpiresAt: { } at } => $"until {Text(at)}",
        _ => "usable",
    };

    private static string Text(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
