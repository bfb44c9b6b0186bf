namespace Weir.Sandbox.Billing.Delivery;

/// <summary>In which order the webhooks of one operation are sent.</summary>
internal enum DeliveryOrder
{
    InOrder,
    Reverse,
    Random,
}
