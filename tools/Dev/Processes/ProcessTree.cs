using System.Globalization;

namespace Footfall.Dev.Processes;

/// <summary>Finds processes by their parent, and by their working directory.</summary>
internal static class ProcessTree
{
    /// <returns>The process's direct children that are running now.</returns>
    public static IReadOnlyList<ProcessIdentity> Children(int pid)
    {
        try
        {
            return [.. Directory.EnumerateDirectories($"/proc/{pid}/task")
                .SelectMany(task => File.ReadAllText(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(child => ProcessIdentity.Of(int.Parse(child, CultureInfo.InvariantCulture)))
                .OfType<ProcessIdentity>()];
        }
        catch (IOException)
        {
            return [];
        }
    }

    /// <param name="folder">The folder's real path, without links.</param>
    /// <returns>True when a process visible to this user has the folder as its working directory.</returns>
    public static bool AnyWorksIn(string folder) =>
        Directory.EnumerateDirectories("/proc").Any(process => WorkingDirectory(process) == folder);

    /// <returns>Null for a process that has ended, or is another user's.</returns>
    private static string? WorkingDirectory(string process)
    {
        try
        {
            return File.ResolveLinkTarget(Path.Combine(process, "cwd"), returnFinalTarget: false)?.FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
