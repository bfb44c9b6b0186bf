using System.Text.RegularExpressions;
using Weir.Core.Catalog;

namespace Weir.Api.Blueprints.Reading;

/// <summary>
/// The prompt files of a blueprint: markdown with the sections <c># instructions</c> and <c># user</c>, each a
/// template. A file is read and compiled once, and checked against the input of every feature that uses it.
/// </summary>
internal sealed partial class PromptFiles(string folder, FaultList faults)
{
    private readonly Dictionary<string, PromptFile?> _files = new(StringComparer.Ordinal);

    /// <summary>The prompt of a feature; null when there is a fault.</summary>
    /// <param name="feature">The feature, whose key <c>prompt</c> names the file.</param>
    /// <param name="input">
    /// Its input rules; null when they could not be read, so that variables cannot be checked.
    /// </param>
    public Prompt? Read(BlueprintObject feature, IReadOnlyList<InputField>? input)
    {
        if (feature.Text("prompt", PathForm().IsMatch, "a path such as prompts/chapter_summary.md") is not { } path)
            return null;
        if (!_files.TryGetValue(path, out var file))
        {
            if (!File.Exists(Path.Combine(folder, path)))
            {
                feature.Fault("prompt", $"there is no file {path} in the blueprint's folder");
                return null;
            }
            _files[path] = file = PromptFile.Read(folder, path, faults);
        }
        if (file is null) return null;
        if (input is not null) CheckVariables(feature, file, input);
        return new Prompt(Path.GetFileNameWithoutExtension(path), 1, file.Instructions.Text, file.User.Text);
    }

    private void CheckVariables(BlueprintObject feature, PromptFile file, IReadOnlyList<InputField> input)
    {
        foreach (var fault in file.User.Template.Check(input))
            faults.Add(file.Path, file.User.FirstLine + fault.Line - 1, $"{feature.What}: {fault.Message}");
        foreach (var variable in file.Instructions.Template.Variables)
        {
            faults.Add(
                file.Path, file.Instructions.FirstLine + variable.Line - 1,
                $"'{variable.Path}' may not stand in '# instructions': what a user writes belongs under '# user'");
        }
    }

    [GeneratedRegex(@"\Aprompts/[a-z][a-z0-9_]{0,62}\.md\z", RegexOptions.CultureInvariant)]
    private static partial Regex PathForm();
}
