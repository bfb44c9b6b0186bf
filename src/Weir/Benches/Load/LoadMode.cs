namespace Weir.Benches.Load;

internal enum LoadMode
{
    /// <summary>Each client waits for its answer before it asks again.</summary>
    Closed,

    /// <summary>Operations arrive at a rate, whatever becomes of those before them.</summary>
    Open,

    /// <summary>Each customer once: what is made or read on first sight is there afterwards.</summary>
    Visit,

    /// <summary>Each client goes on until there is nothing left to buy.</summary>
    Race,
}
