using System.Text.Json;

namespace Weir.Sandbox.Billing;

/// <summary>What one stand-in knows, as a file that only its owner may read. Without a folder nothing is kept.</summary>
internal sealed class StateFile<T>(string? folder, string name)
    where T : class, new()
{
    private readonly string? _path = folder is null ? null : Path.Combine(folder, name);

    /// <exception cref="InvalidOperationException">The file cannot be read.</exception>
    public T Read()
    {
        if (_path is null || !File.Exists(_path)) return new T();
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(_path)) ?? new T();
        }
        catch (JsonException failure)
        {
            throw new InvalidOperationException($"{_path} cannot be read; delete it to start anew.", failure);
        }
    }

    public void Write(T state)
    {
        if (_path is null) return;
        Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        var unfinished = _path + ".new";
        File.Delete(unfinished);
        using (var stream = new FileStream(unfinished, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        }))
        {
            JsonSerializer.Serialize(stream, state);
        }
        File.Move(unfinished, _path, overwrite: true);
    }
}
