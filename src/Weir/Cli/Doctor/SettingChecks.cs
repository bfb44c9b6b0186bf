using Weir.Core.Deployment;

namespace Weir.Cli.Doctor;

/// <summary>The environment's settings.</summary>
internal static class SettingChecks
{
    public static IEnumerable<Finding> Run(Installation installation)
    {
        if (installation.Running is { } running)
            yield return Finding.Ok("Local installation", $"runs at {running.Url}");
        else yield return Finding.Ok(
            "Mode", installation.Options.Mode == WeirMode.Production
                ? "production (WEIR_ENV unset); `./weir up` starts a local installation"
                : "development");
        foreach (var fault in installation.Faults)
        {
            var (name, what) = fault.Split(": ", 2) is [var setting, var rest] ? (setting, rest) : ("Settings", fault);
            yield return Finding.Fail(name, what);
        }
        if (installation.Faults.Count == 0) yield return Finding.Ok("Settings", "no fault");
        if (installation.Options.CorsOrigins.Count == 0)
            yield return Finding.Ok("CORS_ORIGINS", "empty: no browser app may call");
    }
}
