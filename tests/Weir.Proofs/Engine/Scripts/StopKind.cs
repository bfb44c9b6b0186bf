namespace Weir.Proofs.Engine.Scripts;

internal enum StopKind
{
    Pause,
    Resume,
    End,
}
