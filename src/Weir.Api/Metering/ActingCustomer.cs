using Weir.Core.Accounts;
using Weir.Core.Errors;

namespace Weir.Api.Metering;

/// <summary>Whom a request acts for, or why for nobody: either the first or the last is set.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="UserId">The user behind it; null when a service named the customer alone.</param>
/// <param name="Error">Why nobody.</param>
internal sealed record ActingCustomer(CustomerSnapshot? Customer, Guid? UserId, WeirError? Error);
