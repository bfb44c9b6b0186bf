using Weir.Core.Accounts;

namespace Weir.Api.Account;

/// <summary>A customer that the user acts for.</summary>
/// <param name="Id">Customer id, for the header Weir-Customer.</param>
/// <param name="Kind">personal or organization.</param>
/// <param name="Role">owner, admin or member.</param>
internal sealed record MeCustomer(Guid Id, CustomerKind Kind, string Role);
