using System.Buffers;

namespace Footfall.Enrich;

/// <summary>The programs that we know by name, and the browsers that a pattern would take for programs.</summary>
internal sealed class KnownBots
{
    private readonly KnownBot[] _bots;
    private readonly SearchValues<string> _tokens;

    private KnownBots(KnownBot[] bots)
    {
        _bots = bots;
        _tokens = SearchValues.Create([.. bots.Select(bot => bot.Token)], StringComparison.OrdinalIgnoreCase);
    }

    /// <exception cref="FormatException">A line of the file is wrong; the message names it.</exception>
    public static KnownBots Read(AgentDataFile file) => new([.. file.Rows().Select(row => ReadBot(file, row))]);

    /// <summary>Returns the first line of the file that fits; null when none does.</summary>
    public KnownBot? Find(ReadOnlySpan<char> userAgent)
    {
        // One search tells most browsers from all of them.
        if (!userAgent.ContainsAny(_tokens))
        {
            return null;
        }

        foreach (KnownBot bot in _bots)
        {
            if (bot.IsMatch(userAgent))
            {
                return bot;
            }
        }

        return null;
    }

    private static KnownBot ReadBot(AgentDataFile file, AgentDataRow row)
    {
        if (row.Cells is not [{ Length: > 1 } token, { } kindName, ..] || !Enum.TryParse(kindName, out BotKind kind))
        {
            throw file.Fault(row, "a bot has a token and a kind");
        }

        string name = row.Cells.Length > 2 ? row.Cells[2] : "";
        if (name.Length == 0 && kind != BotKind.Person)
        {
            throw file.Fault(row, "a bot has a name");
        }

        bool isPrefix = token[0] == '^';
        bool isWhole = token[0] == '=';
        return new KnownBot(isPrefix || isWhole ? token[1..] : token, isPrefix, isWhole, kind, name);
    }
}
