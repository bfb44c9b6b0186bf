using Weir.Api.Wire;

namespace Weir.Api.Admin.Customers;

/// <summary>A customer with what it has.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Members">Who acts for it, owners first; at most 100.</param>
/// <param name="Meters">Every limited meter.</param>
internal sealed record CustomerDetail(
    CustomerState Customer, IReadOnlyList<MemberState> Members, IReadOnlyList<MeterState> Meters);
