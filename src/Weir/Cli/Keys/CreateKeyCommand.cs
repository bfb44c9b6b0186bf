using System.CommandLine;
using System.Text.Json;
using Weir.Cli.Token;
using Weir.Core.Keys;
using Weir.Data.Admin;
using Weir.Data.Keys;
using Weir.State;

namespace Weir.Cli.Keys;

/// <summary><c>weir keys create --name N --scope S… [--expires 90d] [--json]</c></summary>
internal static class CreateKeyCommand
{
    public static Command Create()
    {
        var name = new Option<string>("--name")
        {
            Description = "What the key is for, 1 to 100 characters.", HelpName = "N", Required = true,
        };
        var scopes = new Option<string[]>("--scope")
        {
            Description = $"What it allows; several may be given. {string.Join(", ", Scope.All)}.",
            HelpName = "S",
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        name.Validators.Add(result =>
        {
            var wanted = new NewServiceKey(result.GetValueOrDefault<string>() ?? "", Scope.All, null);
            foreach (var fault in wanted.Validate(DateTimeOffset.MinValue)) result.AddError($"--name {fault.Message}.");
        });
        scopes.AcceptOnlyFromAmong([.. Scope.All]);
        var expires = new Option<TimeSpan?>("--expires")
        {
            Description = "Life of the key: 12h, 90d, 365d (default: until it is revoked).",
            HelpName = "90d",
            CustomParser = result =>
            {
                var life = Duration.TryParse(result.Tokens[0].Value);
                if (life is null) result.AddError("--expires is a number and a unit, from 1s to 365d: 12h, 90d.");
                return life;
            },
        };
        var json = SharedOptions.Json();
        var state = SharedOptions.State();
        var command = new Command("create", "Make a service key and print it, this one time.")
        {
            name, scopes, expires, json, state,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.StateFolder(state), result.GetRequiredValue(name), result.GetRequiredValue(scopes),
            result.GetValue(expires), result.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(
        StateFolder state, string name, string[] scopes, TimeSpan? life, bool json, CancellationToken cancellationToken)
    {
        var now = TimeProvider.System.GetUtcNow();
        var wanted = new NewServiceKey(name, scopes, now + life);
        var made = await KeysCommand.WithStoreAsync(
            state,
            keys => keys.CreateAsync(Guid.CreateVersion7(), wanted, ChangeOrigin.CommandLine, cancellationToken));
        if (made is not { Key: { } key, Text: { } text })
            throw new CommandFailedException("There are 10,000 usable keys. Revoke those that nobody uses.");
        if (json)
        {
            Terminal.Line(JsonSerializer.Serialize(
                new { id = key.KeyId, key = text, key.Name, key.Scopes, key.CreatedAt, key.ExpiresAt }, KeysCommand.Json));
            return 0;
        }
        Terminal.Line(text);
        Terminal.Error($"Key {key.KeyId} ({string.Join(", ", key.Scopes)}). It is stored nowhere: keep it now.");
        return 0;
    }
}
