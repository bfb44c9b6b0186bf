using Weir.Core.Accounts;

namespace Weir.Data.Accounts;

/// <summary>Users, customers and their subscriptions.</summary>
public sealed class AccountStore
{
    /// <summary>
    /// The customers that a user acts for. For a personal app it makes customer, profile and, when
    /// <paramref name="defaultPlan"/> is given, an active subscription with its plan grants; idempotent, in one
    /// transaction, safe when raced. For an organization app it only reads.
    /// </summary>
    public Task<IReadOnlyList<CustomerSnapshot>> OpenAccountAsync(
        Guid userId, string? defaultPlan, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>The user's profile; null before the first call of <see cref="OpenAccountAsync"/>.</summary>
    public Task<Profile?> GetProfileAsync(Guid userId, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Replaces the display fields; null leaves a field as it is.</summary>
    public Task<Profile> UpdateProfileAsync(
        Guid userId, string? displayName, string? avatarUrl, string? locale, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    /// <summary>Puts a customer on a plan at the plan's newest version, from now on; replaces a current subscription.</summary>
    public Task<CustomerSnapshot> AssignPlanAsync(Guid customerId, string planCode, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
