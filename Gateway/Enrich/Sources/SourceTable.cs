using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Unicode;

namespace Footfall.Enrich;

/// <summary>The known sources: which hosts and tags stand for which. Immutable; the file's form is in <c>sources.tsv</c> itself.</summary>
internal sealed class SourceTable
{
    /// <summary>Longest host or tag that can be in the table; longer ones are looked up in vain.</summary>
    private const int MaxKeyLength = 256;

    private static readonly Lazy<SourceTable> OwnTable = new(() => Read(DataFile.Open("sources.tsv")));

    private readonly FrozenDictionary<string, SourceMatch>.AlternateLookup<ReadOnlySpan<char>> _tags;
    private readonly HostRules _hosts;

    /// <param name="sources">The sources.</param>
    /// <param name="hosts">What each rule of <see cref="HostRules"/> stands for.</param>
    /// <param name="tags">What each tag stands for, the names of sources among them.</param>
    public SourceTable(
        IReadOnlyList<KnownSource> sources, IReadOnlyDictionary<string, SourceMatch> hosts, IReadOnlyDictionary<string, SourceMatch> tags)
    {
        Sources = sources;
        _hosts = new HostRules(hosts);
        _tags = tags.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>The table that is built in.</summary>
    public static SourceTable Default => OwnTable.Value;

    public IReadOnlyList<KnownSource> Sources { get; }

    /// <summary>Reads a whole table.</summary>
    /// <exception cref="DataFileException">The table is damaged or incomplete.</exception>
    public static SourceTable Read(DataFile file) => new SourceTableReader(file).Read();

    /// <summary>
    /// Returns the source of a visit: what the tag stands for; without a tag what the referrer's host stands for. An unknown tag stays
    /// as typed, and an unknown host is its own name.
    /// </summary>
    /// <param name="tag">The tag of the source, decoded; empty if there is none.</param>
    /// <param name="referrer">The referrer.</param>
    public TrafficSource Resolve(ReadOnlySpan<byte> tag, in Referrer referrer)
    {
        if (!IsNone(tag))
        {
            return TryFindTag(tag, out SourceMatch known) ? From(known, tag) : new TrafficSource { Name = tag, Tag = tag };
        }

        if (!referrer.IsPresent)
        {
            return default;
        }

        return TryFindHost(referrer.Host, out SourceMatch match) ? From(match, default) : new TrafficSource { Name = referrer.Host };
    }

    private static TrafficSource From(SourceMatch match, ReadOnlySpan<byte> tag) =>
        new() { Name = match.Source.Utf8Name.Span, Category = match.Source.Category, IsPaid = match.IsPaid, Tag = tag };

    /// <summary>Returns whether a tag is missing, or one of the words with which other tools say that it is.</summary>
    private static bool IsNone(ReadOnlySpan<byte> tag) => tag.IsEmpty
        || (tag[0] == '(' && (Ascii.EqualsIgnoreCase(tag, "(direct)"u8) || Ascii.EqualsIgnoreCase(tag, "(none)"u8)
            || Ascii.EqualsIgnoreCase(tag, "(not set)"u8)));

    private bool TryFindTag(ReadOnlySpan<byte> tag, out SourceMatch match)
    {
        Span<char> buffer = stackalloc char[MaxKeyLength];
        match = default;
        if (Utf8.ToUtf16(tag, buffer, out _, out int length) != OperationStatus.Done)
        {
            return false;
        }

        ReadOnlySpan<char> text = buffer[..length];
        if (_tags.TryGetValue(text, out match))
        {
            return true;
        }

        // Assistants and newsletters tag links with their host: utm_source=chatgpt.com.
        return text.Contains('.')
            && _hosts.TryFind(text.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? text[4..] : text, out match);
    }

    private bool TryFindHost(ReadOnlySpan<byte> host, out SourceMatch match)
    {
        Span<char> buffer = stackalloc char[MaxKeyLength];
        match = default;
        return Utf8.ToUtf16(host, buffer, out _, out int length) == OperationStatus.Done
            && _hosts.TryFind(buffer[..length], out match);
    }
}
