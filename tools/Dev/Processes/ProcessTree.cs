using System.Globalization;

namespace Footfall.Dev.Processes;

/// <summary>The processes that a process started.</summary>
internal static class ProcessTree
{
    /// <returns>Its direct children that run now.</returns>
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
}
