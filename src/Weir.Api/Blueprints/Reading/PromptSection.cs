using Weir.Core.Prompts;

namespace Weir.Api.Blueprints.Reading;

/// <summary>A section of a prompt file, compiled.</summary>
internal sealed record PromptSection(int FirstLine, string Text, PromptTemplate Template);
