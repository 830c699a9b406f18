using Footfall.Dev.Servers;

namespace Footfall.Dev.Docs;

/// <summary>Links between the documents resolve.</summary>
[Trait("Tier", "fast")]
public sealed class LinkTests
{
    [Fact]
    public void Every_relative_link_and_anchor_resolves()
    {
        var broken = new List<string>();
        foreach (string file in MarkdownFiles.All)
        {
            broken.AddRange(MarkdownFiles.Links(MarkdownFiles.Read(file)).Where(target => !IsExternal(target) && !Resolves(file, target)).Select(target => $"{file}: {target}"));
        }

        Assert.True(broken.Count == 0, "Links that lead nowhere:\n" + string.Join('\n', broken));
    }

    /// <summary>A page that no other page links to is never found.</summary>
    [Fact]
    public void Every_page_under_docs_is_linked_from_another_page()
    {
        var linked = new HashSet<string>(StringComparer.Ordinal);
        foreach (string file in MarkdownFiles.All)
        {
            linked.UnionWith(MarkdownFiles.Links(MarkdownFiles.Read(file))
                .Where(target => !IsExternal(target))
                .Select(target => Locate(file, target.Split('#')[0]))
                .Where(path => path != file));
        }

        Assert.DoesNotContain(MarkdownFiles.ForUsers, file => file != "README.md" && !linked.Contains(file));
    }

    private static bool IsExternal(string target) =>
        target.StartsWith("https://", StringComparison.Ordinal) || target.StartsWith("http://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static bool Resolves(string file, string target)
    {
        string[] parts = target.Split('#', 2);
        string path = parts[0].Length == 0 ? file : Locate(file, parts[0]);
        string full = Path.Combine(Repository.Root, path);
        return parts.Length == 1
            ? File.Exists(full) || Directory.Exists(full)
            : File.Exists(full) && path.EndsWith(".md", StringComparison.Ordinal) && MarkdownFiles.Anchors(MarkdownFiles.Read(path)).Contains(parts[1]);
    }

    /// <summary>Returns the path from the root to a link's target.</summary>
    private static string Locate(string file, string target) =>
        Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, Path.GetDirectoryName(file)!, Uri.UnescapeDataString(target))));
}
