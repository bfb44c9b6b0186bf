namespace Weir.Gateway.Providers.OpenAi;

/// <summary>How to reach OpenAI, or something that speaks its Responses API.</summary>
public sealed class OpenAiOptions
{
    /// <value>Base address with the version, default <c>https://api.openai.com/v1</c> (<c>OPENAI_BASE_URL</c>).</value>
    public Uri BaseUrl { get; set; } = new("https://api.openai.com/v1");

    /// <value>API key (<c>OPENAI_API_KEY</c>). Sent to <see cref="BaseUrl"/> and nowhere else; never logged.</value>
    public string ApiKey { get; set; } = "";

    /// <value>Time to open a connection, default 10 s.</value>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <value>Most bytes of one answer or stream, default 32 MiB.</value>
    public int MaxResponseBytes { get; set; } = 32 * 1024 * 1024;

    /// <value>Most bytes of one event of a stream, default 8 MiB: the last one repeats the whole answer.</value>
    public int MaxEventBytes { get; set; } = 8 * 1024 * 1024;

    internal IEnumerable<string> Faults()
    {
        if (!BaseUrl.IsAbsoluteUri || (BaseUrl.Scheme != Uri.UriSchemeHttps && BaseUrl.Scheme != Uri.UriSchemeHttp))
            yield return "OPENAI_BASE_URL: must be an absolute http or https address.";
        else if (BaseUrl.Scheme == Uri.UriSchemeHttp && !BaseUrl.IsLoopback)
            yield return "OPENAI_BASE_URL: must be https unless it is this machine: the API key is sent to it.";
        if (ApiKey.Length == 0) yield return "OPENAI_API_KEY: is missing.";
        else if (ApiKey.Any(c => c is < '!' or > '~')) yield return "OPENAI_API_KEY: has characters that no key has.";
        if (ConnectTimeout <= TimeSpan.Zero) yield return "OpenAi.ConnectTimeout: must be longer than 0.";
        if (MaxEventBytes < 1024) yield return "OpenAi.MaxEventBytes: must be at least 1024.";
        if (MaxResponseBytes < MaxEventBytes)
            yield return "OpenAi.MaxResponseBytes: must be at least OpenAi.MaxEventBytes.";
    }
}
