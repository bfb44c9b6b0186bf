namespace Weir.Gateway.Responses;

/// <summary>Data of <c>weir.routing</c>.</summary>
internal sealed record RoutingState(string State)
{
    /// <summary>The call waits for the flex tier.</summary>
    public static readonly RoutingState FlexReading = new("flex_reading");

    /// <summary>The flex tier served it.</summary>
    public static readonly RoutingState FlexServed = new("flex_served");

    /// <summary>Flex had no capacity or was too slow: the same call goes to the fallback.</summary>
    public static readonly RoutingState FlexToFastRetry = new("flex_to_fast_retry");
}
