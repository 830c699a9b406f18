using System.Reflection;

namespace Footfall.Enrich;

/// <summary>
/// A text of facts: columns between tabs, <c>#</c> before comments. Its first lines name its source, licence and version.
/// </summary>
/// <param name="Name">The name of the file, for messages.</param>
/// <param name="Text">Its text.</param>
internal sealed record AgentDataFile(string Name, string Text)
{
    /// <summary>Opens a file of <c>Data</c>, which is built into the assembly.</summary>
    public static AgentDataFile Open(string name)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("agents/" + name)
            ?? throw new InvalidOperationException($"The assembly lacks agents/{name}.");
        using var reader = new StreamReader(stream);
        return new AgentDataFile(name, reader.ReadToEnd());
    }

    public IEnumerable<AgentDataRow> Rows() => Text.Split('\n')
        .Select((line, i) => new AgentDataRow(i + 1, line.TrimEnd('\r').Split('\t')))
        .Where(row => row.Cells is not [""] && !row.Cells[0].StartsWith('#'));

    public FormatException Fault(AgentDataRow row, string what) => new($"{Name}:{row.Number}: {what}.");
}
