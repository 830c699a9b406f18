using System.Text.RegularExpressions;

namespace Footfall.Contracts;

/// <summary>
/// Which folders of a project use types, and extension methods that register or map something, of which other folders. Read from the
/// sources by name; a name that several folders declare is ignored.
/// </summary>
internal sealed partial class FolderGraph
{
    /// <summary>For each folder the folders that it uses, each with an example.</summary>
    private readonly Dictionary<string, SortedDictionary<string, string>> _uses = [];

    private FolderGraph()
    {
    }

    public static FolderGraph Read(string project) => Of([.. SourceTree.ProductFiles("*.cs")
        .Select(file => Path.GetRelativePath(SourceTree.Root, file).Split(Path.DirectorySeparatorChar))
        .Where(path => path[0] == project && path.Length > 2 && path[1] is not ("obj" or "bin"))
        .Select(path => (path[^1], path[1], File.ReadAllText(Path.Combine([SourceTree.Root, .. path]))))]);

    /// <param name="sources">The name, the folder and the text of each file.</param>
    public static FolderGraph Of(params (string File, string Folder, string Text)[] sources)
    {
        sources = Array.ConvertAll(sources, source => source with { Text = NoCode().Replace(source.Text, "") });
        Dictionary<string, string> owners = sources
            .SelectMany(source => Declarations().Matches(source.Text).Concat(Extensions().Matches(source.Text)).Select(match => (Name: match.Groups[1].Value, source.Folder)))
            .Distinct()
            .GroupBy(item => item.Name)
            .Where(folders => folders.Count() == 1)
            .ToDictionary(folders => folders.Key, folders => folders.Single().Folder);
        var graph = new FolderGraph();
        foreach ((string file, string folder, string text) in sources)
        {
            SortedDictionary<string, string> uses =
                graph._uses.TryGetValue(folder, out SortedDictionary<string, string>? known) ? known : graph._uses[folder] = new(StringComparer.Ordinal);
            foreach (string name in Names().Matches(text).Select(match => match.Value).Distinct())
            {
                if (owners.TryGetValue(name, out string? owner) && owner != folder)
                {
                    uses.TryAdd(owner, $"{name} in {file}");
                }
            }
        }

        return graph;
    }

    /// <summary>Returns the uses that lead from some folder back to it; empty if there is no cycle.</summary>
    public IReadOnlyList<string> FindCycle()
    {
        var done = new HashSet<string>();
        var path = new List<string>();
        return _uses.Keys.Order(StringComparer.Ordinal).Select(folder => Visit(folder, done, path)).FirstOrDefault(cycle => cycle.Count > 0) ?? [];
    }

    private IReadOnlyList<string> Visit(string folder, HashSet<string> done, List<string> path)
    {
        if (path.IndexOf(folder) is int start and >= 0)
        {
            string[] cycle = [.. path.Skip(start), folder];
            return [.. cycle.Zip(cycle.Skip(1), (from, to) => $"{from} uses {to}: {_uses[from][to]}")];
        }

        if (!done.Add(folder))
        {
            return [];
        }

        path.Add(folder);
        IReadOnlyList<string> found = _uses[folder].Keys.Select(next => Visit(next, done, path)).FirstOrDefault(cycle => cycle.Count > 0) ?? [];
        path.RemoveAt(path.Count - 1);
        return found;
    }

    /// <summary>Comments, strings and using directives, which name without using.</summary>
    [GeneratedRegex("""//[^\n]*|/\*.*?\*/|"(\\.|[^"\\\n])*"|^using [^\n]*$""", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex NoCode();

    /// <summary>A type that other files may use.</summary>
    [GeneratedRegex(@"\b(?<!private\s[\w\s]*)(?:class|record struct|record|struct|interface|enum)\s+([A-Z]\w*)")]
    private static partial Regex Declarations();

    [GeneratedRegex(@"\bstatic\s[^=;{]*?\b((?:Add|Map|Use|Require)[A-Z]\w*)(?:<[^()]*>)?\(\s*this\s")]
    private static partial Regex Extensions();

    /// <summary>A name that is no member of something else, or a call of such an extension method.</summary>
    [GeneratedRegex(@"(?<![.\w])([A-Z]\w*)|(?<=\.)((?:Add|Map|Use|Require)[A-Z]\w*)")]
    private static partial Regex Names();
}
