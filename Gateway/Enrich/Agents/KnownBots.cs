namespace Footfall.Enrich;

/// <summary>The programs that we know by name, and the browsers that a pattern would take for programs.</summary>
internal sealed class KnownBots
{
    private readonly KnownBot[] _contained;
    private readonly KnownBot[] _anchored;
    private readonly TextSet _search;

    private KnownBots(KnownBot[] bots)
    {
        _contained = [.. bots.Where(bot => !bot.IsAnchored)];
        _anchored = [.. bots.Where(bot => bot.IsAnchored)];
        _search = new TextSet([.. _contained.Select(bot => bot.Token)]);
    }

    /// <exception cref="DataFileException">A line of the file is wrong; the message names it.</exception>
    public static KnownBots Read(DataFile file) => new([.. file.Rows().Select(row => ReadBot(file, row))]);

    /// <summary>Returns the first line of the file that fits; null when none does.</summary>
    public KnownBot? Find(ReadOnlySpan<char> userAgent)
    {
        int index = _search.FindFirst(userAgent);
        KnownBot? contained = index < 0 ? null : _contained[index];
        KnownBot? anchored = FindAnchored(userAgent);
        return contained is null || anchored?.Line < contained.Line ? anchored : contained;
    }

    private KnownBot? FindAnchored(ReadOnlySpan<char> userAgent)
    {
        foreach (KnownBot bot in _anchored)
        {
            if (bot.IsMatch(userAgent))
            {
                return bot;
            }
        }

        return null;
    }

    private static KnownBot ReadBot(DataFile file, DataRow row)
    {
        if (row.Cells is not [{ Length: > 1 } token, { } kindName, ..] || !Enum.TryParse(kindName, out BotKind kind))
        {
            throw file.Fault(row.Number, "a bot has a token and a kind");
        }

        string name = row.Cells.Length > 2 ? row.Cells[2] : "";
        if (name.Length == 0 && kind != BotKind.Person)
        {
            throw file.Fault(row.Number, "a bot has a name");
        }

        bool isPrefix = token[0] == '^';
        bool isWhole = token[0] == '=';
        return new KnownBot(row.Number, isPrefix || isWhole ? token[1..] : token, isPrefix, isWhole, kind, name);
    }
}
