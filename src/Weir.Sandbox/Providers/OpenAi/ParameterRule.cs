using System.Text.Json;

namespace Weir.Sandbox.Providers.OpenAi;

/// <summary>Checks one member of a request; null when it is right.</summary>
internal delegate OpenAiError? ParameterRule(string path, JsonElement value);
