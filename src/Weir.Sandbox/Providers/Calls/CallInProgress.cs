namespace Weir.Sandbox.Providers.Calls;

/// <summary>A call from its arrival on; what becomes known of it goes to the list at once.</summary>
internal sealed class CallInProgress
{
    private readonly CallLog _log;
    private readonly long _number;

    public CallInProgress(CallLog log, string requestId, DateTimeOffset at)
    {
        _log = log;
        RequestId = requestId;
        _number = log.Begin(new CallRecord { RequestId = requestId, At = at });
    }

    /// <summary>Its id, as in the answer's headers.</summary>
    public string RequestId { get; }

    /// <summary>Writes down what became known.</summary>
    public void Update(Func<CallRecord, CallRecord> change) => _log.Update(_number, change);
}
