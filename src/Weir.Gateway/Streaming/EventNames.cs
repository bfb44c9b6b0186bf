namespace Weir.Gateway.Streaming;

/// <summary>Names of the events that a client meets.</summary>
internal static class EventNames
{
    public const string Routing = "weir.routing";
    public const string Delta = "weir.delta";
    public const string Completed = "weir.completed";
    public const string Error = "weir.error";
}
