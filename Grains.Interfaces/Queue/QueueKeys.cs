using System.Buffers;
using System.Globalization;

namespace Footfall.Queue;

/// <summary>Every Redis key and channel of an installation, built here and nowhere else.</summary>
/// <remarks>
/// <para>
/// All names begin with the installation's prefix, so that several installations may share one Redis: <c>footfall:</c> for the
/// default cluster id, <c>footfall:id:</c> for any other. Builds of before 2026-12 used the first for every cluster id.
/// </para>
/// <para>
/// All keys of a partition share the hash tag <c>{p}</c>, so that a script may touch them together on Redis
/// Cluster. The tag is the key's first pair of braces, so braces in a site id do no harm; a prefix never has any.
/// </para>
/// <code>
/// prefix{p}:clock                hash: life, epoch, floor, old, leases (the life that claims are of),
///                                entries (in all streams of the partition),
///                                pg (how far PostgreSQL has committed: system/timeline/LSN)
/// prefix{p}:ready                sorted set: member epoch:site_id, score = ms at which it is due
/// prefix{p}:totals               hash: member -> events ever put into its stream
/// prefix{p}:quarantined          set of members that are no valid site
/// prefix{p}:q:epoch:site_id      stream: n = events in the entry, b = bytes (EntryCodec),
///                                t = events ever put into the stream, this entry's included,
///                                c = W3C traceparent, only if an event of it is traced
/// prefix{p}:wake                 channel: a site of the partition became ready
/// prefixheartbeats               hash: silo -> when it last said that it lives (ms)
/// prefixentry-readers            hash: silo -> the version of entries that it reads, and when it said so (ms)
/// prefix{access}:rows            hash: s:site_id or k:hash of a key -> what gateways must know of it (JSON)
/// prefix{access}:versions        sorted set: the same fields, score = version of the last change
/// prefix{access}:state           text version:change_id: the rows are all of PostgreSQL's at this change, and no others
/// prefix{access}:states          sorted set: the states that these rows have been since they were copied whole,
///                                score = version; the newest thousand
/// prefix{access}:copy:id:rows    hash, and
/// prefix{access}:copy:id:versions  sorted set: a copy that is being made, to become rows and versions at once;
///                                gone a minute after its maker
/// prefixsession-keys             list: keys that protect the operators' cookies
/// prefixstore                    hash: id (of the installation whose PostgreSQL this queue belongs to), at (its address),
///                                silo:id -> the PostgreSQL that a silo works with, and when it said so (ms)
/// prefix{trial}:n                tried at a start; empty at all other times
/// prefixstore-alarm              text: PostgreSQL lacks commits; there until an operator deletes it
/// </code>
/// </remarks>
public sealed class QueueKeys
{
    /// <summary>The cluster id whose prefix is the shortest, and was once everybody's.</summary>
    public const string DefaultClusterId = "footfall";

    /// <summary>Longer ids would make every key long.</summary>
    public const int MaxClusterIdLength = 100;

    /// <summary>Name of the entry field with the number of events, in decimal.</summary>
    public const string CountField = "n";

    /// <summary>Name of the entry field with the encoded events.</summary>
    public const string BytesField = "b";

    /// <summary>Name of the entry field with the context of its trace; absent from an entry that is not traced.</summary>
    public const string TraceField = "c";

    /// <summary>Name of the clock's field with the position of PostgreSQL's latest known commit.</summary>
    public const string PositionField = "pg";

    /// <summary>Length of an epoch: 16 lower-case hexadecimal digits.</summary>
    public const int EpochLength = 16;

    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private readonly string[] _partitions;
    private readonly string[] _clocks;
    private readonly string[] _ready;
    private readonly string[] _totals;
    private readonly string[] _quarantined;
    private readonly string[] _wakes;

    /// <param name="clusterId">Any text that <see cref="IsValidClusterId"/> takes; it is escaped as in a URL.</param>
    public QueueKeys(string clusterId)
    {
        if (!IsValidClusterId(clusterId))
        {
            throw new ArgumentException("This is no cluster id.", nameof(clusterId));
        }

        ClusterId = clusterId;
        Prefix = clusterId == DefaultClusterId ? "footfall:" : $"footfall:{Uri.EscapeDataString(clusterId)}:";
        _partitions = [.. Enumerable.Range(0, SitePartition.Count).Select(p => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{{{p}}}:"))];
        _clocks = Array.ConvertAll(_partitions, partition => partition + "clock");
        _ready = Array.ConvertAll(_partitions, partition => partition + "ready");
        _totals = Array.ConvertAll(_partitions, partition => partition + "totals");
        _quarantined = Array.ConvertAll(_partitions, partition => partition + "quarantined");
        _wakes = Array.ConvertAll(_partitions, partition => partition + "wake");
    }

    /// <summary>The names of the default cluster id.</summary>
    public static QueueKeys Default { get; } = new(DefaultClusterId);

    /// <summary>The installation's cluster id.</summary>
    public string ClusterId { get; }

    /// <summary>What all names begin with.</summary>
    public string Prefix { get; }

    /// <summary>Holds the alarm that PostgreSQL lacks commits, for all silos.</summary>
    public string StoreAlarm => Prefix + "store-alarm";

    /// <summary>Holds which PostgreSQL the queue belongs to, and which one each silo works with.</summary>
    public string Store => Prefix + "store";

    /// <summary>Holds when each silo last said that it lives.</summary>
    public string Heartbeats => Prefix + "heartbeats";

    /// <summary>Holds which version of entries each silo reads.</summary>
    public string Readers => Prefix + "entry-readers";

    /// <summary>Holds what the operators' cookies are protected with.</summary>
    public string SessionKeys => Prefix + "session-keys";

    /// <summary>Holds what gateways must know of sites and keys.</summary>
    public string AccessRows => Prefix + "{access}:rows";

    /// <summary>Holds when each of those was changed last.</summary>
    public string AccessVersions => Prefix + "{access}:versions";

    /// <summary>Holds of which state those are.</summary>
    public string AccessState => Prefix + "{access}:state";

    /// <summary>Holds which states they were before.</summary>
    public string AccessStates => Prefix + "{access}:states";

    /// <summary>Matches the wake channels of all partitions.</summary>
    public string WakePattern => Prefix + "{*}:wake";

    /// <summary>Whether the text can be a cluster id: not empty, not too long, and well-formed.</summary>
    public static bool IsValidClusterId(string? text) =>
        text is { Length: > 0 and <= MaxClusterIdLength } && !string.IsNullOrWhiteSpace(text) && !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    /// <summary>Whether the text is of an epoch's form.</summary>
    public static bool IsEpoch(ReadOnlySpan<byte> utf8) => utf8.Length == EpochLength && !utf8.ContainsAnyExcept(Hexadecimal);

    /// <summary>The ready-set member of a site: <c>epoch:site_id</c>.</summary>
    public static string Member(string epoch, string siteId) => epoch + ":" + siteId;

    /// <summary>The partition of a wake channel; false for another channel.</summary>
    public static bool TryParseWake(string channel, out int partition)
    {
        partition = 0;
        int open = channel.IndexOf('{', StringComparison.Ordinal);
        int close = channel.IndexOf('}', StringComparison.Ordinal);
        return open >= 0 && close > open
            && int.TryParse(channel.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out partition)
            && partition < SitePartition.Count;
    }

    /// <summary>Keys on which a start tries what Redis can do; empty at all other times.</summary>
    public string CapabilityCheck(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{{trial}}:{number}");

    public string Clock(int partition) => _clocks[partition];

    public string Ready(int partition) => _ready[partition];

    public string Totals(int partition) => _totals[partition];

    public string Quarantined(int partition) => _quarantined[partition];

    public string Wake(int partition) => _wakes[partition];

    public string Stream(int partition, string member) => _partitions[partition] + "q:" + member;

    public string StreamPattern(int partition) => _partitions[partition] + "q:*";

    /// <summary>Length of <c>prefix{p}:q:</c>, after which a stream's name is its ready member.</summary>
    public int StreamPrefixLength(int partition) => _partitions[partition].Length + 2;

    /// <summary>Holds rows of a copy that is not finished.</summary>
    public string AccessCopyRows(Guid copy) => $"{Prefix}{{access}}:copy:{copy:N}:rows";

    /// <summary>Holds the versions of the same.</summary>
    public string AccessCopyVersions(Guid copy) => $"{Prefix}{{access}}:copy:{copy:N}:versions";
}
