using Npgsql;
using Weir.Core.Keys;

namespace Weir.Data.Admin;

/// <summary>Where a change by hand comes from: what its row in the audit log says beside the change itself.</summary>
/// <param name="By">Who.</param>
/// <param name="RequestId">The request's id; null outside HTTP.</param>
public sealed record ChangeOrigin(Actor By, string? RequestId)
{
    /// <summary>A change by <c>weir</c> on the command line.</summary>
    public static ChangeOrigin CommandLine { get; } = new(Actor.CommandLine, null);

    /// <summary>The three parameters that every function that changes something begins with, after the time.</summary>
    internal void AddTo(NpgsqlParameterCollection parameters)
    {
        var kind = By.Kind switch
        {
            ActorKind.User => "user",
            ActorKind.ServiceKey => "service_key",
            ActorKind.AdminKey => "admin_key",
            ActorKind.CommandLine => "command_line",
            _ => throw new InvalidOperationException($"Unknown kind of actor {By.Kind}."),
        };
        parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        parameters.Add(new NpgsqlParameter<string> { TypedValue = By.Id?.ToString("D") ?? kind });
        parameters.Add(new NpgsqlParameter<string?> { TypedValue = RequestId });
    }
}
