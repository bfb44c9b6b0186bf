using Weir.Core.Engine;

namespace Weir.Benches.Http;

/// <summary>The answer to an operation that settled.</summary>
internal sealed record BenchAnswer(Guid Id, string Status, IReadOnlyList<MeterBalance> Quota);
