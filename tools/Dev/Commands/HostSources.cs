using System.Collections.Frozen;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>The sources that each host is built from, and which of them have changed.</summary>
/// <remarks>Compares files by time and length instead of watching: editors replace files, and the folders are small.</remarks>
internal sealed class HostSources
{
    /// <summary>The host's own folder comes first. A test compares the folders with the project files.</summary>
    public static readonly FrozenDictionary<HostKind, string[]> Folders = new Dictionary<HostKind, string[]>
    {
        [HostKind.Silo] = ["Silo", "Grains", "Grains.Interfaces", "Hosting", "db"],
        [HostKind.Gateway] = ["Gateway", "Grains.Interfaces", "Hosting"],
    }.ToFrozenDictionary();

    private static readonly string[] BuildFiles = ["Directory.Build.props", "Directory.Packages.props", ".editorconfig", "global.json"];
    private static readonly string[] OutputFolders = ["bin", "obj", "node_modules"];

    private readonly string _root;
    private Dictionary<string, (DateTime Time, long Length)> _known;

    /// <param name="root">The working copy.</param>
    public HostSources(string root)
    {
        _root = root;
        _known = Scan();
    }

    /// <returns>The hosts whose files were changed, added or removed since the last call.</returns>
    public IReadOnlySet<HostKind> ReadChanges()
    {
        Dictionary<string, (DateTime Time, long Length)> now = Scan();
        string[] changed = [.. _known.Except(now).Concat(now.Except(_known)).Select(file => Path.GetRelativePath(_root, file.Key)).Distinct()];
        _known = now;
        return Folders.Where(host => changed.Any(file => IsOf(host.Value, file))).Select(host => host.Key).ToHashSet();
    }

    private static bool IsOf(string[] folders, string file) => BuildFiles.Contains(file) || folders.Contains(file.Split(Path.DirectorySeparatorChar)[0]);

    private Dictionary<string, (DateTime Time, long Length)> Scan() => Folders.Values.SelectMany(folders => folders).Distinct()
        .SelectMany(folder => Files(new DirectoryInfo(Path.Combine(_root, folder))))
        .Concat(BuildFiles.Select(file => new FileInfo(Path.Combine(_root, file))).Where(file => file.Exists))
        .ToDictionary(file => file.FullName, file => (file.LastWriteTimeUtc, file.Length));

    private static IEnumerable<FileInfo> Files(DirectoryInfo folder) => folder.EnumerateFiles().Where(file => file.Exists && !IsTemporary(file.Name))
        .Concat(folder.EnumerateDirectories().Where(inner => !IsTemporary(inner.Name) && !OutputFolders.Contains(inner.Name)).SelectMany(Files));

    /// <summary>Returns true for hidden files and the copies that editors keep beside the file they write.</summary>
    private static bool IsTemporary(string name) => name[0] is '.' or '#' || name[^1] == '~';
}
