using System.Text.RegularExpressions;

namespace Footfall.Contracts;

public sealed partial class ArchitectureTests
{
    [Fact]
    public void References_GoOneWay()
    {
        IEnumerable<string> references = SourceTree.ProductProjects().SelectMany(project => project.Text
            .Descendants("ProjectReference")
            .Select(reference => $"{project.Project} -> {Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value)}"));

        Assert.Equal(
            [
                "Gateway -> Grains.Interfaces",
                "Gateway -> Hosting",
                "Grains -> Grains.Interfaces",
                "Hosting -> Grains.Interfaces",
                "Silo -> Grains",
                "Silo -> Hosting",
            ],
            references.Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Grains")]
    [InlineData("Grains.Interfaces")]
    public void Package_OfRedisOrPostgres_IsNotReferencedBy(string project) => Assert.DoesNotContain(
        SourceTree.ProductProjects().Single(item => item.Project == project).Text.Descendants("PackageReference"),
        package => Stores().IsMatch(package.Attribute("Include")!.Value));

    [Fact]
    public void Package_OfPostgres_IsReferencedByTheSiloOnly() => Assert.Equal(
        ["Silo"],
        SourceTree.ProductProjects()
            .Where(item => item.Text.Descendants("PackageReference").Any(package => package.Attribute("Include")!.Value == "Npgsql"))
            .Select(item => item.Project));

    [Fact]
    public void Namespaces_AreOurOwn()
    {
        string[] namespaces = [.. SourceTree.ProductFiles("*.cs")
            .SelectMany(File.ReadLines)
            .Select(line => Namespace().Match(line))
            .Where(match => match.Success)
            .Select(match => match.Groups[1].Value)
            .Distinct()];

        Assert.NotEmpty(namespaces);
        Assert.All(namespaces, name => Assert.Matches(@"^Footfall(\.|$)", name));
    }

    [Fact]
    public void Clock_OfTheMachine_IsReadThroughTimeProviderOnly() => Assert.DoesNotContain(
        SourceTree.ProductFiles("*.cs").SelectMany(File.ReadLines), line => MachineClock().IsMatch(line));

    [Fact]
    public void EventIds_OfLogMessages_AreUnique() => Assert.Empty(
        LogMessages().GroupBy(message => message.EventId)
            .Where(messages => messages.Count() > 1)
            .Select(messages => $"{messages.Key}: {string.Join(", ", messages.Select(message => message.File))}"));

    [Theory]
    [InlineData("Gateway", 1000)]
    [InlineData("Silo", 2000)]
    [InlineData("Grains", 3000)]
    [InlineData("Hosting", 4000)]
    public void EventIds_OfLogMessages_LieInTheRangeOfTheirProject(string project, int first)
    {
        LogMessage[] messages = [.. LogMessages().Where(message => message.Project == project)];

        Assert.NotEmpty(messages);
        Assert.All(messages, message => Assert.InRange(message.EventId, first, first + 999));
    }

    [Fact]
    public void EventIds_OfLogMessages_AreWrittenAsTheFirstArgument()
    {
        int declared = SourceTree.ProductFiles("*.cs").Sum(file => LogDeclaration().Count(File.ReadAllText(file)));

        Assert.Equal(declared, LogMessages().Count());
        Assert.DoesNotContain(LogMessages(), message => message.Project == "Grains.Interfaces");
    }

    /// <summary>The compiler's own check (CS1591) requires comments on every simple member too, so it is off.</summary>
    [Fact]
    public void PublicTypes_AreDocumented()
    {
        string[] undocumented = [.. SourceTree.ProductFiles("*.cs")
            .Where(file => !file.EndsWith(".Log.cs", StringComparison.Ordinal))
            .Where(file => HasUndocumentedType(File.ReadAllLines(file)))
            .Select(file => Path.GetRelativePath(SourceTree.Root, file))];

        Assert.Empty(undocumented);
    }

    private static bool HasUndocumentedType(string[] lines) => Enumerable.Range(0, lines.Length)
        .Where(index => PublicType().IsMatch(lines[index]))
        .Any(index => lines.Take(index).LastOrDefault(line => !line.StartsWith('['))?.StartsWith("///", StringComparison.Ordinal) != true);

    private static IEnumerable<LogMessage> LogMessages() =>
        from file in SourceTree.ProductFiles("*.cs")
        let path = Path.GetRelativePath(SourceTree.Root, file)
        from match in LogEventId().Matches(File.ReadAllText(file))
        select new LogMessage(path.Split(Path.DirectorySeparatorChar)[0], path, int.Parse(match.Groups[1].Value));

    [GeneratedRegex("Redis|Npgsql|postgres", RegexOptions.IgnoreCase)]
    private static partial Regex Stores();

    [GeneratedRegex(@"^namespace ([\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|Stopwatch\.")]
    private static partial Regex MachineClock();

    [GeneratedRegex(@"\[LoggerMessage\b")]
    private static partial Regex LogDeclaration();

    [GeneratedRegex(@"\[LoggerMessage\(\s*(\d+)\s*,")]
    private static partial Regex LogEventId();

    [GeneratedRegex(@"^public [a-z ]*\b(class|record|struct|interface|enum|delegate)\b")]
    private static partial Regex PublicType();

    private sealed record LogMessage(string Project, string File, int EventId);
}
