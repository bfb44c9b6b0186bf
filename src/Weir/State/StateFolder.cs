using System.Globalization;
using Weir.Sandbox.Postgres;

namespace Weir.State;

/// <summary>
/// The folder of one local installation: secrets, what runs, the database. Only its owner may read it, one <c>up</c> at
/// a time uses it.
/// </summary>
internal sealed class StateFolder
{
    /// <summary>Changes when the folder's layout does, so that an older or newer Weir does not misread it.</summary>
    private const int Layout = 1;

    private StateFolder(string path) => FullPath = path;

    public string FullPath { get; }

    public string Database => Path.Combine(FullPath, "postgres");

    /// <summary>Signing keys of the sandbox's accounts.</summary>
    public string Auth => Path.Combine(FullPath, "auth");

    /// <summary>What the payment providers' stand-ins have sold.</summary>
    public string Billing => Path.Combine(FullPath, "billing");

    public string Log => Path.Combine(FullPath, "server.log");

    private string VersionFile => Path.Combine(FullPath, "version");

    private string LockFile => Path.Combine(FullPath, "up.lock");

    private string ProcessFile => Path.Combine(FullPath, "up.pid");

    private string RunningFile => Path.Combine(FullPath, "running.json");

    private string StoppingFile => Path.Combine(FullPath, "stopping");

    private string SecretsFile => Path.Combine(FullPath, "secrets.json");

    /// <summary>The folder at <paramref name="path"/>, or the checkout's <c>.weir</c>. Nothing is created.</summary>
    public static StateFolder At(string? path) =>
        new(Path.GetFullPath(path ?? Path.Combine(Checkout.Root, ".weir", "state")));

    /// <summary>Creates the folder if need be and takes it for this process.</summary>
    /// <exception cref="CommandFailedException">Another process runs on it, or another version of Weir made
    /// it.</exception>
    public async Task<ExclusiveFile> TakeAsync(CancellationToken cancellationToken)
    {
        Create();
        CheckVersion();
        ExclusiveFile taken;
        try
        {
            // Somebody who looks whether the folder is taken takes it for an instant.
            taken = await ExclusiveFile.AcquireAsync(LockFile, TimeSpan.FromMilliseconds(300), cancellationToken);
        }
        catch (TimeoutException)
        {
            throw AlreadyRunning();
        }
        await File.WriteAllTextAsync(
            ProcessFile, Environment.ProcessId.ToString(CultureInfo.InvariantCulture), cancellationToken);
        File.Delete(RunningFile);
        File.Delete(StoppingFile);
        await File.WriteAllTextAsync(VersionFile, Layout.ToString(CultureInfo.InvariantCulture), cancellationToken);
        return taken;
    }

    /// <summary>The process that has the folder now, or null.</summary>
    public int? Owner()
    {
        if (!File.Exists(LockFile)) return null;
        using var free = ExclusiveFile.TryAcquire(LockFile);
        return free is null
            && int.TryParse(File.ReadAllText(ProcessFile), CultureInfo.InvariantCulture, out var process)
            ? process
            : null;
    }

    /// <summary>What runs on the folder and answers, or null.</summary>
    public RunningSystem? Running() => Owner() is { } owner ? RunningAs(owner) : null;

    /// <summary>What the living process <paramref name="owner"/> has published, or null.</summary>
    public RunningSystem? RunningAs(int owner) =>
        PrivateJson.Read<RunningSystem>(RunningFile) is { } running && running.ProcessId == owner ? running : null;

    public void Publish(RunningSystem running) => PrivateJson.Write(RunningFile, running);

    public void Withdraw() => File.Delete(RunningFile);

    /// <summary>Says what the process that has the folder still does before it ends.</summary>
    public void SayStopping(string step)
    {
        // Whoever reads it meanwhile has the former step or this one.
        File.WriteAllText(StoppingFile + ".new", step);
        File.Move(StoppingFile + ".new", StoppingFile, overwrite: true);
    }

    /// <summary>What it does; null while it has not begun to stop.</summary>
    public string? StoppingStep() => File.Exists(StoppingFile) ? File.ReadAllText(StoppingFile) : null;

    /// <summary>The secrets of this installation, made on first use.</summary>
    public SandboxSecrets Secrets()
    {
        if (PrivateJson.Read<SandboxSecrets>(SecretsFile) is { } kept) return kept;
        var fresh = SandboxSecrets.Generate(TimeProvider.System);
        PrivateJson.Write(SecretsFile, fresh);
        return fresh;
    }

    /// <summary>
    /// Makes the folder. Others may walk through it, since PostgreSQL may run as somebody else; its files are closed.
    /// </summary>
    public void Create() => Directory.CreateDirectory(FullPath);

    private void CheckVersion()
    {
        if (!File.Exists(VersionFile)) return;
        var found = File.ReadAllText(VersionFile).Trim();
        if (found == Layout.ToString(CultureInfo.InvariantCulture)) return;
        throw new CommandFailedException(
            $"{FullPath} was made by another version of Weir (its layout is {found}, this one's is {Layout}).\n"
            + "Use that version, or start with a new folder: --state DIR. Nothing was changed.");
    }

    private CommandFailedException AlreadyRunning() => new(Running() is { } running
        ? $"Weir already runs on this state folder: {running.Url} (process {running.ProcessId}).\n"
            + "`./weir status` shows more, `./weir down` stops it."
        : $"Weir is being started or stopped on this state folder by process {Owner()}. Try again in a moment.");
}
