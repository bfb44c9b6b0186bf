using Weir.Core.Billing;

namespace Weir.Proofs.Signatures;

/// <summary>A message as somebody else sends it.</summary>
/// <param name="Provider">Whose webhook gets it.</param>
/// <param name="Body">The bytes.</param>
/// <param name="Header">The signature's header.</param>
/// <param name="IsSigned">The provider itself signed this body: it must be let in, and no reader may fail over it.</param>
internal sealed record SignatureMutant(BillingProvider Provider, byte[] Body, string Header, bool IsSigned = false);
