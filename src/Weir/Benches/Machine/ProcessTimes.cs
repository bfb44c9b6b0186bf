using System.Globalization;

namespace Weir.Benches.Machine;

/// <summary>
/// Processor time of processes, read from Linux's /proc. On a machine that others use too, time per operation is the
/// figure that stays honest; elsewhere it is unknown.
/// </summary>
internal static class ProcessTimes
{
    // sysconf(_SC_CLK_TCK), the unit of /proc/*/stat: 100 on every platform that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Seconds of one process, its ended threads included; null when it is gone or this is not Linux.</summary>
    public static double? Of(int processId) =>
        Read(processId) is { } stat ? (stat.User + stat.System) / TicksPerSecond : null;

    /// <summary>Seconds of several; null when one of them is unknown.</summary>
    public static double? Of(IEnumerable<int> processIds)
    {
        var sum = 0.0;
        foreach (var id in processIds)
        {
            if (Of(id) is not { } seconds) return null;
            sum += seconds;
        }
        return sum;
    }

    /// <summary>
    /// Seconds of a process and its children, ended ones included: a parent keeps the time of those it has waited for.
    /// </summary>
    public static double? OfFamily(int processId)
    {
        if (Read(processId) is not { } parent) return null;
        var ticks = parent.User + parent.System + parent.EndedChildren;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Read(id) is { } child && child.Parent == processId)
                ticks += child.User + child.System;
        }
        return ticks / TicksPerSecond;
    }

    private static (int Parent, long User, long System, long EndedChildren)? Read(int processId)
    {
        try
        {
            var text = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            return Parse(text);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>proc(5): the name, in parentheses, may hold anything; fields are counted from behind it.</summary>
    internal static (int Parent, long User, long System, long EndedChildren) Parse(string stat)
    {
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
        long Field(int number) => long.Parse(fields[number - 3], CultureInfo.InvariantCulture);
        return ((int)Field(4), Field(14), Field(15), Field(16) + Field(17));
    }
}
