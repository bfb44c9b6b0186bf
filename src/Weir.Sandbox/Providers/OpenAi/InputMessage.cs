namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>A message of the input.</summary>
/// <param name="Role">user, assistant, system or developer.</param>
/// <param name="Text">Its text parts, joined.</param>
internal sealed record InputMessage(string Role, string Text);
