namespace Weir.Sandbox.Billing.Delivery;

/// <summary>How a stand-in's webhooks arrive.</summary>
/// <param name="Order">Of those that one operation causes.</param>
/// <param name="Copies">How often each is sent besides the first time.</param>
/// <param name="DropNext">So many of the next ones are lost; <see cref="int.MaxValue"/>: all.</param>
/// <param name="DropTypes">Events of these types are lost.</param>
/// <param name="Delay">Between operation and sending, by the test clock.</param>
internal sealed record DeliveryPlan(
    DeliveryOrder Order, int Copies, int DropNext, IReadOnlyList<string> DropTypes, TimeSpan Delay)
{
    /// <summary>All, once, at once, in order.</summary>
    public static DeliveryPlan Plain { get; } = new(DeliveryOrder.InOrder, 0, 0, [], TimeSpan.Zero);
}
