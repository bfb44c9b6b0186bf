namespace Weir.Proofs.Engine.Model;

/// <summary>What an event took of a meter: from a bucket; beyond the limits; or neither, where nothing is limited.</summary>
/// <param name="Meter">Of this meter.</param>
/// <param name="Units">So much; below 0 in a correction that gives back.</param>
/// <param name="Bucket">From here.</param>
/// <param name="Overrun">To this period, without units.</param>
internal sealed record ModelLine(string Meter, long Units, ModelBucket? Bucket, ModelOverrun? Overrun);
