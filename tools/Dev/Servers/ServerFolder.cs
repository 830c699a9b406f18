namespace Footfall.Dev.Servers;

/// <summary>The folder of a server's data and traces: a given one that stays, or a new one that goes with the server.</summary>
internal sealed class ServerFolder
{
    private const UnixFileMode OthersMayPass =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private ServerFolder(string path, bool isTemporary)
    {
        Path = path;
        IsTemporary = isTemporary;
    }

    public string Path { get; }

    public bool IsTemporary { get; }

    /// <param name="path">The folder to use, made where it is missing; null for a new temporary one.</param>
    public static ServerFolder Open(string? path)
    {
        string full = System.IO.Path.GetFullPath(
            path ?? System.IO.Path.Combine(System.IO.Path.GetTempPath(), "footfall-" + System.IO.Path.GetRandomFileName()));
        // PostgreSQL may run as another user, and has to get at its part.
        Directory.CreateDirectory(full, OthersMayPass);
        return new ServerFolder(full, isTemporary: path is null);
    }

    public void DeleteIfTemporary()
    {
        if (IsTemporary && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
