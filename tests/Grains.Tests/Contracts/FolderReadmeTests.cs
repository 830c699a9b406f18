using System.Text.RegularExpressions;

namespace Footfall.Contracts;

/// <summary>Documents that speak of the code name types and members that exist.</summary>
public sealed partial class FolderReadmeTests
{
    /// <summary>Documents about the code; besides, every README beside sources is one.</summary>
    private static readonly string[] AboutCode = ["CONTRIBUTING.md", "docs/api.md", "docs/architecture.md", "docs/queue-protocol.md"];

    [Fact]
    public void Names_InDocumentsAboutTheCode_Exist()
    {
        HashSet<string> names =
        [
            .. SourceTree.ProductFiles("*.cs").Concat(Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "tests"), "*.cs", SearchOption.AllDirectories))
                .SelectMany(file => Identifier().Matches(File.ReadAllText(file)).Select(match => match.Value)),
        ];
        string[] documents =
        [
            .. SourceTree.ProductFiles("README.md").Where(file => !file.Contains("/node_modules/", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            .. AboutCode.Select(file => Path.Combine(SourceTree.Root, file)),
        ];

        string[] unknown = [.. documents.SelectMany(document => Name().Matches(File.ReadAllText(document))
            .SelectMany(match => match.Groups[1].Value.Split('.'))
            .Distinct()
            .Where(name => !names.Contains(name))
            .Select(name => $"{Path.GetRelativePath(SourceTree.Root, document)}: {name}"))];

        Assert.Contains(documents, document => document.EndsWith("Wire/README.md", StringComparison.Ordinal));
        Assert.True(unknown.Length == 0, string.Join('\n', unknown));
    }

    /// <summary>A type, or a type and its member, of several words each: <c>SiteLimiter</c>, <c>BatchIngest.PostAsync</c>.</summary>
    [GeneratedRegex("`([A-Z][a-z0-9]+[A-Z][A-Za-z]+(?:[.][A-Z][A-Za-z]+)?)`")]
    private static partial Regex Name();

    [GeneratedRegex(@"\b[A-Z]\w+")]
    private static partial Regex Identifier();
}
