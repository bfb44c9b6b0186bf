namespace Weir.Proofs.Engine.Model;

/// <summary>What an event took of a meter: from a bucket; beyond the limits; or neither, where nothing is limited.</summary>
internal sealed record ModelLine(string Meter, long Units, ModelBucket? Bucket, bool Overrun);
