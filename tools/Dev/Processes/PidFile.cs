using System.Globalization;

namespace Footfall.Dev.Processes;

/// <summary>
/// A data folder's record of one part of a stack: <c>NAME.pid</c> with three lines, the pid, the process's start time
/// and the address it serves. A part that is run externally has pid 0.
/// </summary>
/// <param name="Name">The part's name: <c>redis</c>, <c>postgres</c>, <c>silo-1</c>, <c>gateway</c>, <c>up</c>.</param>
internal sealed record PidFile(string Name, ProcessIdentity Process, string Address)
{
    private const string Suffix = ".pid";

    public bool IsExternal => Process.Pid == 0;

    public bool IsAlive => !IsExternal && Process.IsAlive;

    public static string PathOf(string directory, string name) => Path.Combine(directory, name + Suffix);

    /// <returns>The file's content; null when there is none, or it is incomplete.</returns>
    public static PidFile? Read(string directory, string name)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(PathOf(directory, name));
        }
        catch (IOException)
        {
            return null;
        }

        return lines.Length >= 3
            && int.TryParse(lines[0], NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
            && long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out long startedAt)
                ? new PidFile(name, new ProcessIdentity(pid, startedAt), lines[2])
                : null;
    }

    /// <returns>The content of every pid file of the folder, by name.</returns>
    public static IReadOnlyList<PidFile> ReadAll(string directory) => !Directory.Exists(directory)
        ? []
        : [.. Directory.EnumerateFiles(directory, "*" + Suffix)
            .Select(path => Read(directory, Path.GetFileNameWithoutExtension(path)))
            .OfType<PidFile>()
            .OrderBy(file => file.Name, StringComparer.Ordinal)];

    /// <summary>Replaces the file atomically, so that no reader sees half of it.</summary>
    public void Write(string directory)
    {
        string path = PathOf(directory, Name);
        string draft = path + ".new";
        File.WriteAllText(draft, string.Create(CultureInfo.InvariantCulture, $"{Process.Pid}\n{Process.StartedAt}\n{Address}\n"));
        File.Move(draft, path, overwrite: true);
    }

    /// <summary>Removes the file unless it names another process by now.</summary>
    public void Remove(string directory)
    {
        if (Read(directory, Name)?.Process == Process)
        {
            File.Delete(PathOf(directory, Name));
        }
    }
}
