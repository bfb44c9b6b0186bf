using Microsoft.Extensions.Logging.Console;

namespace Weir.Server;

/// <summary>
/// Log lines on standard error, one a line. Frameworks speak from warnings up: their informational lines carry paths
/// and query strings, which are not ours to write down.
/// </summary>
internal static class ServerLogging
{
    private const string UtcTime = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    public static void Add(ILoggingBuilder logging, bool json)
    {
        logging.SetMinimumLevel(LogLevel.Warning);
        logging.AddFilter("Weir", LogLevel.Information);
        // The framework's own line for each refused token; ours, with the reason, is TokenAuthenticator's.
        logging.AddFilter("Weir.Http.Authentication.WeirAuthenticationHandler", LogLevel.Warning);
        logging.Services.Configure<ConsoleLoggerOptions>(
            console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        if (json)
        {
            logging.AddJsonConsole(format =>
            {
                format.TimestampFormat = UtcTime.TrimEnd();
                format.UseUtcTimestamp = true;
                format.IncludeScopes = false;
            });
        }
        else
        {
            logging.AddSimpleConsole(format =>
            {
                format.SingleLine = true;
                format.TimestampFormat = UtcTime;
                format.UseUtcTimestamp = true;
            });
        }
    }
}
