namespace Weir.Api.Licenses;

/// <summary>Where a licence key is activated.</summary>
/// <param name="Id">Its id; the app keeps it.</param>
/// <param name="Name">The name that the app gave it.</param>
internal sealed record InstanceState(Guid Id, string Name);
