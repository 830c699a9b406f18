namespace Footfall.Dev.Servers;

/// <summary>The assembly that a host is run from.</summary>
internal static class HostAssembly
{
    private const string Stamp = "ahead.stamp";

    /// <param name="host">The host's project.</param>
    /// <param name="root">The working copy; null for this one.</param>
    /// <returns>
    /// The path of the copy that is compiled to machine code (see <c>tools/Ahead</c>), which starts in a fraction of the processor time;
    /// of the build itself when the copy is missing or older, as after <c>./dev watch</c> has built the host.
    /// </returns>
    /// <exception cref="ServerFaultException">The host has not been built.</exception>
    public static string Find(HostKind host, string? root = null)
    {
        string built = Repository.Assembly(host.ToString(), root);
        string ahead = Path.Combine(root ?? Repository.Root, "artifacts", "ahead", host.ToString(), Repository.Configuration);
        var stamp = new FileInfo(Path.Combine(ahead, Stamp));
        return stamp.Exists && new DirectoryInfo(Path.GetDirectoryName(built)!).EnumerateFiles().All(file => file.LastWriteTimeUtc <= stamp.LastWriteTimeUtc)
            ? Path.Combine(ahead, Path.GetFileName(built))
            : built;
    }
}
