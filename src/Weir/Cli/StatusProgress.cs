using Spectre.Console;

namespace Weir.Cli;

/// <summary>Progress as the text beside a spinner.</summary>
internal sealed class StatusProgress(StatusContext status) : IProgress<string>
{
    public void Report(string value) => status.Status(Markup.Escape(value));
}
