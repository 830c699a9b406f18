using System.Text.RegularExpressions;

namespace Footfall.Contracts;

/// <summary>A folder whose types share an invariant has a README that states it.</summary>
public sealed partial class FolderReadmeTests
{
    [Fact]
    public void Types_NamedInAReadmeBesideSources_Exist()
    {
        HashSet<string> files =
        [
            .. SourceTree.ProductFiles("*.cs").Select(file => Path.GetFileNameWithoutExtension(file)),
            .. Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*.cs", SearchOption.AllDirectories)
                .Select(file => Path.GetFileNameWithoutExtension(file)),
        ];
        string readme = Path.Combine(SourceTree.Root, "Grains.Interfaces", "Wire", "README.md");

        string[] named = [.. TypeName().Matches(File.ReadAllText(readme)).Select(match => match.Groups[1].Value).Distinct()];

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.Contains(name, files));
    }

    [GeneratedRegex("`([A-Z][A-Za-z]+)`")]
    private static partial Regex TypeName();
}
