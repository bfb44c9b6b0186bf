using Weir.Core.Errors;

namespace Weir.Http.Bodies;

/// <summary>Gathers every fault of an input, so that the caller hears them all at once. Not thread-safe.</summary>
public sealed class FaultCollector
{
    /// <summary>Faults kept; a hostile body must not make an answer larger than itself.</summary>
    public const int MaxFaults = 50;

    private readonly List<FieldFault> _faults = [];

    /// <summary>What was found, in the order of the checks.</summary>
    public IReadOnlyList<FieldFault> Faults => _faults;

    /// <summary>Whether anything was found.</summary>
    public bool Any => _faults.Count > 0;

    /// <summary>Adds one. <paramref name="message"/> must not quote the input.</summary>
    public void Add(string field, string message)
    {
        if (_faults.Count < MaxFaults) _faults.Add(new FieldFault(field, message));
    }

    /// <summary>Everything as one <c>invalid_input</c>; null when nothing was found.</summary>
    public WeirError? ToError() => _faults.Count == 0
        ? null
        : new WeirError(ErrorCode.InvalidInput,
            _faults.Count == 1 ? "One member is not valid; see errors."
                : $"{_faults.Count} members are not valid; see errors.")
        {
            Faults = _faults.ToArray(),
        };
}
