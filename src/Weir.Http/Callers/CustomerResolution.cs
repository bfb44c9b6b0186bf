using Weir.Core.Accounts;
using Weir.Core.Errors;

namespace Weir.Http.Callers;

/// <summary>Which customer a request acts for, or why none.</summary>
public sealed record CustomerResolution(CustomerSnapshot? Customer, WeirError? Error);
