using Footfall.Dev.Servers;

namespace Footfall.Dev.PublicFiles;

/// <summary>The repository's files, without the output of builds and tests.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] Outputs = ["artifacts", "node_modules", "bin", "obj", ".git", ".dev"];

    /// <returns>Paths relative to the repository's root, with forward slashes.</returns>
    public static IEnumerable<string> All() => In(new DirectoryInfo(Repository.Root)).Select(file => Path.GetRelativePath(Repository.Root, file.FullName));

    private static IEnumerable<FileInfo> In(DirectoryInfo folder) => folder.EnumerateFiles()
        .Concat(folder.EnumerateDirectories().Where(inner => !Outputs.Contains(inner.Name)).SelectMany(In));
}
