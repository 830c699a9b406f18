namespace Footfall.Enrich;

/// <summary>A table of inputs and their expected results, in a file beside the tests.</summary>
internal static class GoldenRows
{
    private const string None = "-";

    /// <summary>Compares each row with what the code makes of its first columns, and lists all that are different.</summary>
    /// <param name="file">The name of the file: columns separated by tabs, comments behind <c>#</c>.</param>
    /// <param name="minRows">How many rows must be there, so that none is lost.</param>
    /// <param name="inputs">The number of columns that are inputs; the rest is expected.</param>
    /// <param name="read">Returns the columns expected for these inputs; empty for none.</param>
    public static void Check(string file, int minRows, int inputs, Func<string[], string[]> read)
    {
        string[][] rows = [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Enrich", "Sources", file))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split('\t'))];

        Assert.True(rows.Length >= minRows, $"{file} has {rows.Length} rows only.");
        Assert.Equal("", string.Join('\n', rows.Select(row => FindDifference(row, inputs, read)).OfType<string>()));
    }

    private static string? FindDifference(string[] row, int inputs, Func<string[], string[]> read)
    {
        string[] actual = [.. read(row[..inputs]).Select(text => text.Length == 0 ? None : text)];
        return actual.SequenceEqual(row.Skip(inputs)) ? null : $"{string.Join(" | ", row)}\n    is {string.Join(" | ", actual)}";
    }
}
