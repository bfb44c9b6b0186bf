using Weir.Core.Engine;

namespace Weir.Data.Tests.Engine.Model;

internal sealed record ModelReplay(ReserveStatus Status, Guid? EventId);
