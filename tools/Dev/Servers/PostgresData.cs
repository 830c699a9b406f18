using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>The data folder of a private PostgreSQL, which may be a link: see <see cref="PostgresAccount"/>.</summary>
internal static class PostgresData
{
    private static readonly TimeSpan BackendsLimit = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Runs initdb unless it has completed here before. It works under a temporary name, so that one killed half-way is
    /// not mistaken for a completed one.
    /// </summary>
    /// <exception cref="ServerFaultException">initdb failed.</exception>
    public static async Task EnsureAsync(string data, bool isTemporary)
    {
        if (Directory.Exists(data))
        {
            return;
        }

        string draft = data + ".new";
        if (Directory.Exists(draft))
        {
            Directory.Delete(await RealPathAsync(draft), recursive: true);
            File.Delete(draft);
        }

        await PostgresAccount.MakeFolderAsync(draft);
        string[] command = PostgresAccount.Command(
        [
            PostgresPrograms.Find(data).InitDb,
            "-D", await RealPathAsync(draft),
            "-U", "postgres",
            "--auth=trust",
            "--encoding=UTF8",
            // Sorts and compares by code point, the same on each machine.
            "--locale=C.UTF-8",
            // Data that is deleted with its server need not survive a power cut right after initdb.
            .. isTemporary ? (string[])["--no-sync"] : [],
        ]);
        (int exitCode, string output) = await ShortProgram.RunAsync(command[0], command[1..]);
        if (exitCode != 0)
        {
            throw new ServerFaultException($"initdb failed for {data}: {output}");
        }

        Directory.Move(draft, data);
    }

    /// <summary>Copies the data of a running server, configured to follow it.</summary>
    /// <exception cref="ServerFaultException">The copy failed.</exception>
    public static async Task CopyAsync(string data, int primaryPort)
    {
        await PostgresAccount.MakeFolderAsync(data);
        string[] command = PostgresAccount.Command(
        [
            PostgresPrograms.Find(data).BaseBackup,
            "--pgdata", await RealPathAsync(data),
            "--dbname", string.Create(CultureInfo.InvariantCulture, $"host=127.0.0.1 port={primaryPort} user=postgres application_name=standby"),
            "--checkpoint=fast",
            "--wal-method=stream",
            "--write-recovery-conf",
            "--no-sync",
        ]);
        (int exitCode, string output) = await ShortProgram.RunAsync(command[0], command[1..]);
        if (exitCode != 0)
        {
            throw new ServerFaultException($"pg_basebackup failed for {data}: {output}");
        }
    }

    /// <summary>
    /// Removes the pid file that a killed server left behind. PostgreSQL does so itself, but not while the dead process has
    /// not been reaped, nor when another process has its pid by now. A server that is running, or backends of a killed one,
    /// are recognised by their working directory, and keep their file.
    /// </summary>
    public static async Task ForgetDeadServerAsync(string data)
    {
        string file = Path.Combine(data, "postmaster.pid");
        if (!File.Exists(file))
        {
            return;
        }

        string real = await RealPathAsync(data);
        if (await Poll.UntilAsync(() => !ProcessTree.AnyWorksIn(real), BackendsLimit))
        {
            File.Delete(file);
        }
    }

    /// <returns>The path without any link: the server's user may have no access to the folder that contains the link.</returns>
    public static async Task<string> RealPathAsync(string data)
    {
        (int exitCode, string output) = await ShortProgram.RunAsync("readlink", "--canonicalize", data);
        return exitCode == 0 ? output : throw new ServerFaultException($"{data} cannot be resolved: {output}");
    }
}
