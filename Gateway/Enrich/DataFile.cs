using System.Reflection;

namespace Footfall.Enrich;

/// <summary>
/// A text of facts: columns between tabs, <c>#</c> before comments, and <c>end</c> as its last line, so that half a file is noticed. Its
/// first lines name its source, licence and version.
/// </summary>
/// <param name="Name">The name of the file, for messages.</param>
/// <param name="Text">Its text.</param>
internal sealed record DataFile(string Name, string Text)
{
    private const string End = "end";
    private const char Comment = '#';

    /// <summary>Opens a file that is built into the assembly.</summary>
    public static DataFile Open(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("enrich/" + name)
            ?? throw new InvalidOperationException($"The assembly lacks enrich/{name}.");
        using var reader = new StreamReader(stream);
        return new DataFile(name, reader.ReadToEnd());
    }

    /// <summary>Returns all lines with facts.</summary>
    /// <exception cref="DataFileException">The last line is missing, or something follows it.</exception>
    public IReadOnlyList<DataRow> Rows()
    {
        string[] lines = [.. Text.Split('\n').Select(line => line.TrimEnd('\r'))];
        int end = Array.IndexOf(lines, End);
        if (end < 0)
        {
            throw Fault(lines.Length, $"the last line, {End}, is missing, so the file may be incomplete");
        }

        int after = Array.FindIndex(lines, end + 1, line => line.Length > 0);
        if (after >= 0)
        {
            throw Fault(after + 1, $"nothing may follow the line {End}");
        }

        return
        [
            .. lines.Take(end)
                .Select((line, i) => new DataRow(i + 1, line.Split('\t')))
                .Where(row => row.Cells is not [""] && !row.Cells[0].StartsWith(Comment)),
        ];
    }

    /// <param name="line">The number of the line, from 1.</param>
    /// <param name="fault">What is wrong, without a full stop.</param>
    public DataFileException Fault(int line, string fault) => new(Name, line, fault);
}

/// <summary>A line of a data file.</summary>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Cells">Its columns, at least one.</param>
internal readonly record struct DataRow(int Number, string[] Cells);
