namespace Weir.Cli;

/// <summary>Progress as lines on standard error.</summary>
internal sealed class LineProgress : IProgress<string>
{
    public void Report(string value) => Terminal.Error(value);
}
