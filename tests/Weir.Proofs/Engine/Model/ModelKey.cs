namespace Weir.Proofs.Engine.Model;

/// <summary>What a client's key stands for: a hold, or an event.</summary>
internal sealed record ModelKey(byte Hash, ModelHold? Hold, ModelEvent? Event)
{
    public ModelEvent? SettledBy => Event ?? Hold?.Event;
}
