using System.Globalization;
using Weir.Proofs.Engine;
using Weir.Proofs.Protocol;

// weir-proofs engine SEED OPS: the proofs that need a database; `weir prove` starts them.
var (seed, operations) = (int.Parse(args[1], CultureInfo.InvariantCulture), long.Parse(args[2], CultureInfo.InvariantCulture));
var result = args[0] switch
{
    "engine" => await EngineProof.RunAsync(
        seed, operations, Environment.ProcessorCount, new ProofOutput(), CancellationToken.None),
    _ => throw new ArgumentException($"There is no proof {args[0]}."),
};
ProofOutput.Write(result);
return result.Violations == 0 ? 0 : 1;
