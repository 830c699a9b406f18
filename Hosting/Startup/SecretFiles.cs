using Microsoft.Extensions.Configuration;

namespace Footfall.Startup;

/// <summary>
/// Lets a file provide a setting, as containers receive secrets: the value of <c>NAME_FILE</c> is the path of a file whose content
/// becomes <c>NAME</c>, which is <c>REDIS_URL</c>, <c>DATABASE_URL</c> or a setting that has a section. Read once, at start.
/// </summary>
public static class SecretFiles
{
    /// <summary>In capitals, because a library may have a setting whose name ends with File.</summary>
    private const string Suffix = "_FILE";

    /// <exception cref="StartupException">A file cannot be read or is empty, or its setting is given twice.</exception>
    public static void AddSecretFiles(this ConfigurationManager configuration)
    {
        var secrets = new Dictionary<string, string?>();
        foreach ((string key, string? path) in configuration.AsEnumerable())
        {
            if (path is { Length: > 0 } && IsSetting(key))
            {
                string setting = key[..^Suffix.Length];
                secrets[setting] = configuration[setting] is { Length: > 0 }
                    ? throw new StartupException($"{Name(setting)} and {Name(key)} are both set; keep one of them.")
                    : Read(Name(key), path);
            }
        }

        configuration.AddInMemoryCollection(secrets);
    }

    private static string Read(string name, string path)
    {
        try
        {
            // Editors end a file with a line break, which is not part of a secret.
            string text = File.ReadAllText(path).TrimEnd('\r', '\n');
            return text.Length > 0 ? text : throw new StartupException($"{name} names {path}, which is empty; put the value there.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StartupException($"{name} names {path}, which does not exist; create the file, or set the value itself without _FILE.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException($"{name} names {path}, which cannot be read; let the user that this host runs as read it.");
        }
    }

    /// <summary>
    /// Returns whether it names a file for a setting of this product: variables such as <c>SSL_CERT_FILE</c> belong to others.
    /// </summary>
    private static bool IsSetting(string key) => key.EndsWith(Suffix, StringComparison.Ordinal)
        && (key.Contains(':', StringComparison.Ordinal) || key is "REDIS_URL_FILE" or "DATABASE_URL_FILE");

    /// <summary>Returns the name as an environment variable.</summary>
    private static string Name(string key) => key.Replace(":", "__", StringComparison.Ordinal);
}
