using System.Globalization;
using System.Runtime.InteropServices;

namespace Weir.Benches.Machine;

/// <summary>What the figures were measured on.</summary>
internal static class MachineFacts
{
    /// <summary>Processor, cores, memory, system.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 20:N0} MB; "
        + $"{RuntimeInformation.OSDescription.Trim()}; {RuntimeInformation.FrameworkDescription}");

    /// <summary>Kind of file system below a folder, such as ext4 or tmpfs.</summary>
    public static string FileSystemOf(string folder)
    {
        try
        {
            var drive = DriveInfo.GetDrives()
                .Where(d => Path.GetFullPath(folder).StartsWith(d.Name, StringComparison.Ordinal))
                .MaxBy(d => d.Name.Length);
            return drive?.DriveFormat ?? "unknown";
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }

    private static string Processor()
    {
        const string Key = "model name";
        if (!File.Exists("/proc/cpuinfo")) return RuntimeInformation.ProcessArchitecture.ToString();
        var line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith(Key, StringComparison.Ordinal));
        return line?.Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
