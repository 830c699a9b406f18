using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>The account that PostgreSQL runs as: it refuses root, so root runs it as the user <c>postgres</c>.</summary>
internal static class PostgresAccount
{
    private const string User = "postgres";

    /// <summary>Execs the program that follows, so that the pid stays; runuser would fork.</summary>
    private static readonly string[] Prefix = ["setpriv", $"--reuid={User}", $"--regid={User}", "--init-groups", "--"];

    /// <summary>Returns the command that runs another command as the right user.</summary>
    public static string[] Command(params IEnumerable<string> command) =>
        Environment.IsPrivilegedProcess ? [.. Prefix, .. command] : [.. command];

    /// <summary>
    /// Creates the folder that initdb fills. Where the user has no access to it (root's home is closed to others), the
    /// folder is a link to one in /var/lib/footfall-dev.
    /// </summary>
    /// <exception cref="ServerFaultException">There is no user <c>postgres</c>.</exception>
    public static async Task MakeFolderAsync(string data)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            Directory.CreateDirectory(data);
            return;
        }

        string parent = Path.GetDirectoryName(data)!;
        string[] test = Command("test", "-x", parent);
        if ((await ShortProgram.RunAsync(test[0], test[1..])).ExitCode != 0)
        {
            string elsewhere = Path.Combine("/var/lib/footfall-dev", Path.GetRandomFileName());
            File.CreateSymbolicLink(data, elsewhere);
            data = elsewhere;
        }

        (int exitCode, string output) = await ShortProgram.RunAsync("install", "-d", "-m", "700", "-o", User, "-g", User, data);
        if (exitCode != 0)
        {
            throw new ServerFaultException($"Cannot make {data} for the user {User}: {output}");
        }
    }
}
