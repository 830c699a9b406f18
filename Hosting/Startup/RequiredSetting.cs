using Microsoft.Extensions.Configuration;

namespace Footfall.Startup;

/// <summary>Reads settings that a host requires.</summary>
public static class RequiredSetting
{
    /// <exception cref="StartupException">The setting is missing or empty.</exception>
    public static string GetRequired(this IConfiguration configuration, string name, string example) =>
        configuration[name] is { Length: > 0 } value
            ? value
            : throw new StartupException($"{name} is not set. Set it as an environment variable, for example {name}={example}.");
}
