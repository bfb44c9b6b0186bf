using System.Text.Json;
using System.Text.Json.Serialization;
using Weir.Sandbox.Postgres;

namespace Weir.Sandbox.Auth.Keys;

/// <summary>
/// The keys' file, mode 0600. It appears whole or not at all, whichever of several processes makes it first, and is
/// changed under a lock between processes.
/// </summary>
internal sealed class KeyFile(string folder)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    private static readonly JsonSerializerOptions s_json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly string _path = Path.Combine(folder, "auth-keys.json");

    /// <summary>Changes whenever the content does.</summary>
    public DateTime Stamp => File.GetLastWriteTimeUtc(_path);

    public StoredKeys ReadOrCreate(Func<StoredKeys> create)
    {
        if (File.Exists(_path)) return Read();
        Directory.CreateDirectory(folder);
        var draft = WriteDraft(create());
        try
        {
            File.Move(draft, _path, overwrite: false);
        }
        catch (IOException) when (File.Exists(_path))
        {
            // Another process was first; its keys are the keys.
            File.Delete(draft);
        }
        return Read();
    }

    public StoredKeys Read() =>
        JsonSerializer.Deserialize<StoredKeys>(File.ReadAllBytes(_path), s_json)
        ?? throw new InvalidDataException($"{_path} holds no keys. Move it away to have new ones made.");

    public async Task<StoredKeys> ChangeAsync(Func<StoredKeys, StoredKeys> change, CancellationToken cancellationToken)
    {
        using var gate = await ExclusiveFile.AcquireAsync(_path + ".lock", s_patience, cancellationToken);
        var changed = change(Read());
        File.Move(WriteDraft(changed), _path, overwrite: true);
        return changed;
    }

    private string WriteDraft(StoredKeys keys)
    {
        var draft = $"{_path}.{Guid.CreateVersion7():N}";
        using var stream = new FileStream(draft, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        });
        JsonSerializer.Serialize(stream, keys, s_json);
        stream.Flush(flushToDisk: true);
        return draft;
    }
}
