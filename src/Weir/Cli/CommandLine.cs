using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Weir.Cli.Apply;
using Weir.Cli.Audit;
using Weir.Cli.Bench;
using Weir.Cli.Demo;
using Weir.Cli.Doctor;
using Weir.Cli.Down;
using Weir.Cli.Keys;
using Weir.Cli.Migrate;
using Weir.Cli.Prove;
using Weir.Cli.Reconcile;
using Weir.Cli.Sabotage;
using Weir.Cli.Serve;
using Weir.Cli.Status;
using Weir.Cli.Test;
using Weir.Cli.Token;
using Weir.Cli.Up;
using Weir.Data;
using Weir.Data.Catalogs;
using Weir.Data.Migrations;
using Weir.Sandbox.Postgres;

namespace Weir.Cli;

/// <summary>All commands. Exit codes: 0 done, 1 failed, 2 wrong use.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int WrongUse = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var result = Create().Parse(arguments);
        var configuration = new InvocationConfiguration
        {
            // Signals are ours (StopSignals), and so are failures.
            ProcessTerminationTimeout = null,
            EnableDefaultExceptionHandler = false,
        };
        if (arguments.Count == 0)
        {
            await Create().Parse(["--help"]).InvokeAsync(configuration, cancellationToken);
            return WrongUse;
        }
        if (result.Action is ParseErrorAction)
        {
            foreach (var error in result.Errors) Terminal.Error(error.Message);
            Terminal.Error($"`{string.Join(' ', ["weir", .. CommandNames(result)])} --help` explains.");
            return WrongUse;
        }
        try
        {
            return await result.InvokeAsync(configuration, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            Terminal.Error("Given up.");
            return Failed;
        }
        catch (Exception failure) when (failure is CommandFailedException or EmbeddedPostgresException
            or MigrationException or CatalogConflictException or StoreUnavailableException or Npgsql.NpgsqlException)
        {
            Terminal.Error(failure.Message);
            return Failed;
        }
        catch (Exception bug)
        {
            Terminal.Error($"This is a mistake in Weir, please report it:\n{bug}");
            return Failed;
        }
    }

    public static RootCommand Create() => new("Weir: the backend that an app needs to sell managed AI.")
    {
        UpCommand.Create(),
        DownCommand.Create(),
        StatusCommand.Create(),
        TokenCommand.Create(),
        DemoCommand.Create(),
        MigrateCommand.Create(),
        ApplyCommand.Create(),
        KeysCommand.Create(),
        ReconcileCommand.Create(),
        AuditCommand.Create(),
        DoctorCommand.Create(),
        ServeCommand.Create(),
        TestCommand.Create(),
        ProveCommand.Create(),
        SabotageCommand.Create(),
        BenchCommand.Create(),
        BenchChildCommand.Create(),
    };

    /// <summary>From below the root down, such as <c>keys create</c>.</summary>
    private static Stack<string> CommandNames(ParseResult result)
    {
        var names = new Stack<string>();
        for (SymbolResult? at = result.CommandResult; at is CommandResult { Command: not RootCommand } named; at = at.Parent)
            names.Push(named.Command.Name);
        return names;
    }
}
