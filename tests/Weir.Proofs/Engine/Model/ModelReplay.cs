using Weir.Core.Errors;

namespace Weir.Proofs.Engine.Model;

/// <summary>Why a record or consume changes nothing; the event behind that; for a repeat of a refusal, its numbers.</summary>
internal sealed record ModelReplay(ModelReplayKind Kind, ModelEvent? First, LimitDenial? Denial = null);
