using System.Security.Claims;
using Weir.Core.Errors;

namespace Weir.Http.Authentication;

/// <summary>Who a token proves, or the error for whoever sent it: exactly one of the two is set.</summary>
internal readonly record struct TokenOutcome(ClaimsPrincipal? Principal, WeirError? Error);
