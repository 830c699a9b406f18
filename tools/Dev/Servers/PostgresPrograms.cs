using System.Globalization;

namespace Footfall.Dev.Servers;

/// <summary>PostgreSQL's programs, in Debian's folders or in the PATH.</summary>
/// <param name="Folder">The folder that contains them; empty for the PATH.</param>
internal sealed record PostgresPrograms(string Folder)
{
    private const string DebianRoot = "/usr/lib/postgresql";

    public string InitDb => Path.Combine(Folder, "initdb");

    public string BaseBackup => Path.Combine(Folder, "pg_basebackup");

    public string Server => Path.Combine(Folder, "postgres");

    /// <summary>Finds the version that created the data; for new data the latest.</summary>
    /// <exception cref="ServerFaultException">PostgreSQL is not installed.</exception>
    public static PostgresPrograms Find(string data)
    {
        var installed = Directory.Exists(DebianRoot)
            ? Directory.EnumerateDirectories(DebianRoot)
                .Where(folder => File.Exists(Path.Combine(folder, "bin", "initdb")))
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int version) ? version : 0)
                .ToList()
            : [];
        string versionFile = Path.Combine(data, "PG_VERSION");
        string? madeBy = File.Exists(versionFile) ? File.ReadAllText(versionFile).Trim() : null;
        string? found = installed.Find(folder => Path.GetFileName(folder) == madeBy) ?? installed.FirstOrDefault();
        if (found is not null)
        {
            return new PostgresPrograms(Path.Combine(found, "bin"));
        }

        string[] path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return path.FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb"))) is { } onPath
            ? new PostgresPrograms(onPath)
            : throw new ServerFaultException("PostgreSQL is not installed; install it with: apt-get install postgresql");
    }
}
