using Weir.Data.Admin;

namespace Weir.Api.Admin.Customers;

/// <summary>A user that acts for a customer.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Role">owner, admin or member.</param>
/// <param name="CreatedAt">Since when.</param>
internal sealed record MemberState(Guid UserId, string Role, DateTimeOffset CreatedAt)
{
    public static MemberState Of(AdminMember member) => new(member.UserId, member.Role, member.CreatedAt);
}
