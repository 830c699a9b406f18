using Footfall.Dev.Servers;

namespace Footfall.Integration.Installations;

/// <summary>Keeps the hosts' output for analysing failed tests: <c>artifacts/test-logs</c>, one folder per installation.</summary>
internal static class HostLogs
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "test-logs");

    /// <summary>Deletes the logs of the last run.</summary>
    public static void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <param name="stack">The folder of the stack.</param>
    public static void Keep(string stack)
    {
        string target = Directory.CreateDirectory(Path.Combine(Folder, Path.GetFileName(stack))).FullName;
        foreach (string log in Directory.EnumerateFiles(stack, "*.log"))
        {
            File.Copy(log, Path.Combine(target, Path.GetFileName(log)), overwrite: true);
        }
    }
}
