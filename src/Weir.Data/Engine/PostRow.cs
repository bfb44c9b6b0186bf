using Weir.Core.Engine;
using Weir.Core.Errors;

namespace Weir.Data.Engine;

/// <summary>One answer of <c>weir.post</c>.</summary>
internal readonly record struct PostRow(
    string Status, Guid? EventId, IReadOnlyList<MeterQuantity> Overrun, LimitDenial? Denial);
