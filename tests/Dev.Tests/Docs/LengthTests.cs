namespace Footfall.Dev.Docs;

/// <summary>Limits the length of documents that are read only when they are short.</summary>
[Trait("Tier", "fast")]
public sealed class LengthTests
{
    [Fact]
    public void README_has_at_most_160_lines() => Assert.InRange(MarkdownFiles.Read("README.md").TrimEnd().Split('\n').Length, 1, 160);

    [Fact]
    public void Glossary_has_at_most_30_terms()
    {
        string[] rows = [.. MarkdownFiles.Read("docs/glossary.md").Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))];

        // Below the header and its separator.
        Assert.InRange(rows.Length - 2, 1, 30);
    }

    [Fact]
    public void Decision_index_lists_every_record_with_four_short_columns()
    {
        string index = MarkdownFiles.Read("docs/decisions/README.md");
        string[] records = [.. MarkdownFiles.All
            .Where(file => file.StartsWith("docs/decisions/", StringComparison.Ordinal) && file != "docs/decisions/README.md")
            .Select(file => Path.GetFileName(file))];
        Assert.NotEmpty(records);
        Assert.All(records, record => Assert.Contains($"({record})", index, StringComparison.Ordinal));
        string[] rows = [.. index.Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal))];
        Assert.All(rows, row => Assert.Equal(4, row.Trim('|').Split('|').Length));
        Assert.All(rows, row => Assert.InRange(row.Length, 1, 200));
    }

    /// <summary>Every record answers the same questions in the same order.</summary>
    [Fact]
    public void Decision_records_have_the_same_parts() => Assert.All(
        MarkdownFiles.All.Where(file => file.StartsWith("docs/decisions/0", StringComparison.Ordinal)),
        file =>
        {
            string text = MarkdownFiles.Read(file);
            string number = Path.GetFileName(file)[..4];
            Assert.StartsWith($"# {number} ", text, StringComparison.Ordinal);
            Assert.Contains("\nStatus: ", text, StringComparison.Ordinal);
            string[] parts = [.. text.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal))];
            Assert.Equal(["## Context", "## Decision", "## Consequences", "## Figures"], parts);
        });
}
