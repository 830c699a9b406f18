using System.Text.RegularExpressions;

namespace Footfall.Contracts;

/// <summary>Keeps the names of types and constants in the terms of the field.</summary>
public sealed partial class NamingTests
{
    /// <summary>Words of the former private vocabulary; each has a standard term.</summary>
    private static readonly HashSet<string> ForbiddenWords =
    [
        "Act", "Acts", "Answer", "Answers", "Book", "Books", "Desk", "Look", "Looks", "Mirror", "Mirrored", "Mirrors", "Objection", "Objections",
        "Sum", "Sums", "Turn", "Turns", "Watch", "Watched", "Watches",
    ];

    /// <summary>Named after <c>./dev watch</c>.</summary>
    private static readonly string[] Exceptions = ["WatchCommand", "WatchCommandTests"];

    private static readonly string[] Folders = ["Gateway", "Grains", "Grains.Interfaces", "Hosting", "Silo", "tools", "tests"];

    [Fact]
    public void Type_names_use_no_word_of_the_former_vocabulary() => Assert.Empty(
        TypeNames().Where(type => FindForbiddenWord(type.Name) is not null && !Exceptions.Contains(type.Name)).Select(type => $"{type.File}: {type.Name}"));

    [Fact]
    public void Constants_are_bounded_by_Max_and_Min() => Assert.Empty(
        SourceFiles().SelectMany(file => Constant().Matches(file.Text).Select(match => $"{file.Path}: {match.Groups[1].Value}")));

    [Theory]
    [InlineData("SiteAnswer", "Answer")]
    [InlineData("BookOfPorts", "Book")]
    [InlineData("IQueueWatch", "Watch")]
    [InlineData("KeptLetter", "Letter")]
    [InlineData("Lookup", null)]
    [InlineData("ReturnCode", null)]
    [InlineData("Activation", null)]
    [InlineData("DeadLetterStore", null)]
    public void Only_whole_words_are_forbidden(string name, string? expected) => Assert.Equal(expected, FindForbiddenWord(name));

    private static string? FindForbiddenWord(string name)
    {
        string[] words = [.. Word().Matches(name).Select(match => match.Value)];
        return words.FirstOrDefault(ForbiddenWords.Contains)
            ?? words.Where((word, i) => word is "Letter" or "Letters" && (i == 0 || words[i - 1] != "Dead")).FirstOrDefault();
    }

    private static IEnumerable<(string File, string Name)> TypeNames() => SourceFiles()
        .SelectMany(file => Type().Matches(file.Text).Select(match => (file.Path, match.Groups[1].Value)));

    private static (string Path, string Text)[] SourceFiles()
    {
        (string Path, string Text)[] files =
        [
            .. Folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(SourceTree.Root, folder), "*.cs", SearchOption.AllDirectories))
                .Where(path => !path.Contains("/node_modules/", StringComparison.Ordinal))
                .Select(path => (Path.GetRelativePath(SourceTree.Root, path), File.ReadAllText(path))),
        ];
        Assert.NotEmpty(files);
        return files;
    }

    /// <summary>Matches one word of a Pascal-case name; an abbreviation counts as one.</summary>
    [GeneratedRegex("[A-Z]+(?![a-z])|[A-Z][a-z0-9]*")]
    private static partial Regex Word();

    [GeneratedRegex(@"^[ \t]*(?:(?:public|internal|private|protected|file|static|sealed|abstract|readonly|ref|unsafe|partial)\s+)*(?:class|struct|interface|enum|record(?: struct| class)?)\s+(\w+)", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"\b(?:const|static readonly) [\w<>?\[\], ]+ ((?:Most|Longest|Shortest|Fewest|Few)(?:[A-Z]\w*)?)\s*(?:=|;)")]
    private static partial Regex Constant();
}
