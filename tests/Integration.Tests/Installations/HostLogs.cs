using Footfall.Dev.Servers;

namespace Footfall.Integration.Installations;

/// <summary>Keeps what the hosts printed, for whoever looks into a failed test: <c>artifacts/test-logs</c>, one folder per installation.</summary>
internal static class HostLogs
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "test-logs");

    /// <summary>Drops those of the last run.</summary>
    public static void Clear()
    {
        if (Directory.Exists(Folder))
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    /// <param name="stack">Folder of the stack.</param>
    public static void Keep(string stack)
    {
        string target = Directory.CreateDirectory(Path.Combine(Folder, Path.GetFileName(stack))).FullName;
        foreach (string log in Directory.EnumerateFiles(stack, "*.log"))
        {
            File.Copy(log, Path.Combine(target, Path.GetFileName(log)), overwrite: true);
        }
    }
}
