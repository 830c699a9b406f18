using System.Diagnostics;

namespace Footfall.Dev.Servers;

/// <summary>The folder of a server's data and logs: a given one that stays, or a new one that is deleted with the server.</summary>
internal sealed class ServerFolder
{
    private const UnixFileMode OthersMayPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    private ServerFolder(string path, bool isTemporary)
    {
        Path = path;
        IsTemporary = isTemporary;
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    /// <param name="path">The folder to use, created if missing; null for a new temporary one.</param>
    public static ServerFolder Open(string? path)
    {
        string full = System.IO.Path.GetFullPath(
            path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), "footfall-" + System.IO.Path.GetRandomFileName()));
        // PostgreSQL may run as another user, and needs access to its part.
        Directory.CreateDirectory(full, OthersMayPass);
        return new ServerFolder(full, isTemporary: path is null);
    }

    /// <summary>Retries while a killed server's child still writes there, such as Redis's for its append-only file.</summary>
    public void DeleteIfTemporary()
    {
        long start = Stopwatch.GetTimestamp();
        while (IsTemporary && Directory.Exists(Path))
        {
            try
            {
                Directory.Delete(Path, recursive: true);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(start) < RetryTimeout)
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
