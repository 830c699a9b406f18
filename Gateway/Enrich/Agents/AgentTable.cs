namespace Footfall.Enrich;

/// <summary>The rules of a data file; the first that fits decides.</summary>
internal sealed class AgentTable
{
    private readonly AgentRule[] _rules;

    private AgentTable(AgentRule[] rules) => _rules = rules;

    /// <exception cref="DataFileException">A line of the file is wrong; the message names it.</exception>
    public static AgentTable Read(DataFile file) => new([.. file.Rows().Select(row => ReadRule(file, row))]);

    public AgentRule? Find(ReadOnlySpan<char> userAgent)
    {
        foreach (AgentRule rule in _rules)
        {
            if (rule.Token.IsIn(userAgent))
            {
                return rule;
            }
        }

        return null;
    }

    private static AgentRule ReadRule(DataFile file, DataRow row)
    {
        if (row.Cells is not [{ Length: > 0 } token, { Length: > 0 } name, { Length: > 0 } version, ..])
        {
            throw file.Fault(row.Number, "a rule has a token, a name and the place of the version");
        }

        if (version == "-" || version.StartsWith('"'))
        {
            return new AgentRule(AgentToken.Parse(token), name, version == "-" ? null : version.Trim('"'), [], 0);
        }

        return row.Cells is [_, _, _, "1" or "2"]
            ? new AgentRule(
                AgentToken.Parse(token),
                name,
                null,
                [.. version.Split('|').Select(place => AgentToken.Parse(place == "=" ? token : place))],
                row.Cells[3] == "1" ? 1 : 2)
            : throw file.Fault(row.Number, "a version that is read has 1 or 2 parts");
    }
}
