namespace Footfall.Enrich;

/// <summary>Reads a table of sources, all of it or nothing. The header of <c>sources.tsv</c> describes the columns.</summary>
internal sealed class SourceTableReader(DataFile file)
{
    private const char PaidMark = '$';
    private const int MinColumns = 3;
    private const int MaxColumns = 4;

    private static readonly Dictionary<string, SourceCategory> Categories =
        Enum.GetValues<SourceCategory>().ToDictionary(category => category.ToString().ToLowerInvariant());

    private readonly List<KnownSource> _sources = [];
    private readonly Dictionary<string, SourceMatch> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, SourceMatch> _tags = new(StringComparer.OrdinalIgnoreCase);
    private int _line = 1;

    /// <exception cref="DataFileException">The table is damaged.</exception>
    public SourceTable Read()
    {
        foreach (DataRow row in file.Rows())
        {
            _line = row.Number;
            ReadSource(row.Cells);
        }

        return _sources.Count > 0 ? new SourceTable(_sources, _hosts, _tags) : throw Fault("there is no source");
    }

    private void ReadSource(string[] columns)
    {
        if (columns.Length is < MinColumns or > MaxColumns)
        {
            throw Fault($"it has {columns.Length} columns instead of name, category, hosts and tags, separated by tabs");
        }

        string name = columns[0];
        if (name.Length is 0 or > CampaignTags.MaxLength || name.Trim() != name || name.Contains('\0') || name.Contains('\uFFFD'))
        {
            throw Fault("the name is empty, too long, or not plain text");
        }

        if (!Categories.TryGetValue(columns[1], out SourceCategory category))
        {
            throw Fault($"there is no category \"{columns[1]}\"");
        }

        var source = new KnownSource(name, category);
        _sources.Add(source);
        AddTag(name, new SourceMatch(source, IsPaid: false));
        foreach ((string host, bool isPaid) in Words(columns[2]))
        {
            if (!HostRules.IsValid(host))
            {
                throw Fault(
                    $"\"{host}\" is no host in lower case without www., and no rule such as *.example.com, example.* or android-app://com.example");
            }

            if (!_hosts.TryAdd(host, new SourceMatch(source, isPaid)))
            {
                throw Fault($"the host \"{host}\" is already there, for {_hosts[host].Source.Name}");
            }
        }

        foreach ((string tag, bool isPaid) in Words(columns.Length == MaxColumns ? columns[3] : ""))
        {
            AddTag(tag, new SourceMatch(source, isPaid));
        }
    }

    private void AddTag(string tag, SourceMatch match)
    {
        if (tag.Length == 0 || !_tags.TryAdd(tag, match))
        {
            throw Fault(tag.Length == 0 ? "a tag is empty" : $"the name or tag \"{tag}\" is already there, for {_tags[tag].Source.Name}");
        }
    }

    private static IEnumerable<(string Word, bool IsPaid)> Words(string column) => column
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(word => word[0] == PaidMark ? (word[1..], true) : (word, false));

    private DataFileException Fault(string fault) => file.Fault(_line, fault);
}
