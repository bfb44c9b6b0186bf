namespace Weir.Proofs.Engine.Model;

internal enum ModelReplayKind
{
    Settled,
    Denied,
    KeyConflict,
    InProgress,
    Invalid,
}
