using System.Runtime.CompilerServices;
using Weir.Core.Catalog;
using Weir.Core.Features;
using Weir.Core.Prompts;

namespace Weir.Gateway.Pipeline;

/// <summary>
/// Compiles each prompt of a catalog once; compiled templates go with the catalog that they came from.
/// </summary>
internal sealed class PromptRenderer
{
    private readonly ConditionalWeakTable<Prompt, CompiledPrompt> _compiled = [];

    /// <summary>The instructions never see the input; the user message is the only place for it.</summary>
    public RenderedPrompt Render(Prompt prompt, InputObject input)
    {
        var (instructions, user) = _compiled.GetValue(prompt, Compile);
        return new(instructions.Render(InputObject.Empty), user.Render(input));
    }

    private static CompiledPrompt Compile(Prompt prompt)
    {
        var instructions = Compiled(prompt, prompt.Instructions);
        if (instructions.Variables.Count > 0) throw Invalid(prompt);
        return new(instructions, Compiled(prompt, prompt.User));
    }

    private static PromptTemplate Compiled(Prompt prompt, string text)
    {
        var compilation = PromptTemplate.Compile(text);
        return compilation.Ok ? compilation.Template : throw Invalid(prompt);
    }

    /// <summary>
    /// A blueprint is validated before it is applied: this is a bug or a catalog that was written by hand.
    /// </summary>
    private static InvalidOperationException Invalid(Prompt prompt) =>
        new($"Prompt '{prompt.Code}' version {prompt.Version} is not valid.");
}
