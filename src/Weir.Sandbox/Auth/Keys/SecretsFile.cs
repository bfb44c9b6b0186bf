using System.Text.Json;
using System.Text.Json.Serialization;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>
/// The secrets' file, mode 0600. It appears whole or not at all, whoever of several processes makes it first, and is
/// changed under a lock between processes.
/// </summary>
internal sealed class SecretsFile(string folder)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly string _path = Path.Combine(folder, "auth-secrets.json");

    /// <summary>Changes whenever the content does.</summary>
    public DateTime Stamp => File.GetLastWriteTimeUtc(_path);

    public StoredSecrets ReadOrCreate(Func<StoredSecrets> create)
    {
        Directory.CreateDirectory(folder);
        using var gate = Lock();
        if (File.Exists(_path)) return Read();
        var made = create();
        Write(made);
        return made;
    }

    public StoredSecrets Read() =>
        JsonSerializer.Deserialize<StoredSecrets>(File.ReadAllBytes(_path), s_json)
        ?? throw new InvalidDataException($"{_path} holds no secrets. Move it away to have new ones made.");

    public StoredSecrets Change(Func<StoredSecrets, StoredSecrets> change)
    {
        using var gate = Lock();
        var changed = change(Read());
        Write(changed);
        return changed;
    }

    private void Write(StoredSecrets secrets)
    {
        var draft = _path + ".draft";
        File.Delete(draft);
        using (var stream = Open(draft, FileMode.CreateNew))
        {
            JsonSerializer.Serialize(stream, secrets, s_json);
            stream.Flush(flushToDisk: true);
        }
        File.Move(draft, _path, overwrite: true);
    }

    /// <summary>Held by one process at a time; the operating system frees it when the process ends.</summary>
    private FileStream Lock()
    {
        var deadline = Environment.TickCount64 + 10_000;
        while (true)
        {
            try
            {
                return Open(_path + ".lock", FileMode.OpenOrCreate);
            }
            catch (IOException) when (Environment.TickCount64 < deadline)
            {
                // Held by another process for the few milliseconds of a write.
                Thread.Yield();
            }
        }
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
        return new FileStream(path, options);
    }
}
