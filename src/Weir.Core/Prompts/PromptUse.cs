namespace Weir.Core.Prompts;

/// <summary>How a template refers to a member of the input.</summary>
public enum PromptUse
{
    /// <summary><c>{{name}}</c>: its text is written.</summary>
    Text,

    /// <summary><c>{{#if name}}</c>: asks whether there is something in it.</summary>
    Condition,

    /// <summary><c>{{#each name}}</c>: repeats for every item.</summary>
    List,
}
