namespace Weir.Settings;

/// <summary>A setting's value is wrong; the message completes a sentence that begins with the setting's name.</summary>
internal sealed class SettingException(string message) : FormatException(message);
