using System.Buffers;
using System.Globalization;

namespace Footfall.Queue;

/// <summary>Builds every Redis key and channel name of an installation. No other code does.</summary>
/// <remarks>
/// <para>
/// Every name starts with the installation's prefix, so several installations can share one Redis: <c>footfall:</c> for the
/// default cluster id, <c>footfall:id:</c> for any other. Builds before 2026-12 used the first for every cluster id.
/// </para>
/// <para>
/// All keys of a partition share the hash tag <c>{p}</c>, so one script can access them together on Redis
/// Cluster. The tag is the key's first pair of braces, so braces in a site id are harmless; a prefix never contains any.
/// </para>
/// <code>
/// prefix{p}:clock                hash: life, epoch, floor, old, leases (the life that claims belong to),
///                                entries (in all streams of the partition),
///                                pg (how far PostgreSQL has committed: system/timeline/LSN)
/// prefix{p}:ready                sorted set: member epoch:site_id, score = due time in ms
/// prefix{p}:totals               hash: member -> events ever added to its stream
/// prefix{p}:quarantined          set of members that are not valid sites
/// prefix{p}:q:epoch:site_id      stream: n = events in the entry, b = bytes (EntryCodec),
///                                t = events ever added to the stream, including this entry's,
///                                c = W3C traceparent, only if one of its events is traced
/// prefix{p}:wake                 channel: a site of the partition became ready
/// prefixheartbeats               hash: silo -> time of its last heartbeat (ms)
/// prefixentry-readers            hash: silo -> the entry version that it reads, and when it reported it (ms)
/// prefix{access}:rows            hash: s:site_id or k:hash of a key -> what gateways need to know about it (JSON)
/// prefix{access}:versions        sorted set: the same fields, score = version of the last change
/// prefix{access}:state           text version:change_id: the rows are exactly those of PostgreSQL at this change
/// prefix{access}:states          sorted set: the states that these rows have had since the last full copy,
///                                score = version; the newest thousand
/// prefix{access}:copy:id:rows    hash, and
/// prefix{access}:copy:id:versions  sorted set: a copy in progress, which replaces rows and versions atomically;
///                                expires one minute after its creator is gone
/// prefixsession-keys             list: keys that protect operator cookies
/// prefixstore                    hash: id (of the installation whose PostgreSQL owns this queue), at (its address),
///                                silo:id -> the PostgreSQL that a silo uses, and when it reported it (ms)
/// prefix{salts}:date             text: the salt of the visitors of a date, such as 2026-12-01; expires when the date is over everywhere
/// prefix{salts}:import:date      text: the same for events that came when it was over; expires a day after the first of them
/// prefix{trial}:n                used by the startup check; empty otherwise
/// prefixstore-alarm              text: PostgreSQL lacks commits; stays until an operator deletes it
/// </code>
/// </remarks>
public sealed class QueueKeys
{
    /// <summary>The cluster id with the shortest prefix, which every cluster once used.</summary>
    public const string DefaultClusterId = "footfall";

    /// <summary>Bounds the length of every key.</summary>
    public const int MaxClusterIdLength = 100;

    /// <summary>Entry field with the number of events, in decimal.</summary>
    public const string CountField = "n";

    /// <summary>Entry field with the encoded events.</summary>
    public const string BytesField = "b";

    /// <summary>Entry field with the trace context; absent if the entry is not traced.</summary>
    public const string TraceField = "c";

    /// <summary>Clock field with the WAL position of PostgreSQL's latest known commit.</summary>
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

    /// <param name="clusterId">Any text that <see cref="IsValidClusterId"/> accepts; escaped as in a URL.</param>
    public QueueKeys(string clusterId)
    {
        if (!IsValidClusterId(clusterId))
        {
            throw new ArgumentException("The cluster id is invalid.", nameof(clusterId));
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

    /// <summary>The keys of the default cluster id.</summary>
    public static QueueKeys Default { get; } = new(DefaultClusterId);

    /// <summary>The installation's cluster id.</summary>
    public string ClusterId { get; }

    /// <summary>The prefix of every key and channel.</summary>
    public string Prefix { get; }

    /// <summary>Holds the alarm, shared by all silos, that PostgreSQL lacks commits.</summary>
    public string StoreAlarm => Prefix + "store-alarm";

    /// <summary>Records which PostgreSQL owns the queue and which one each silo uses.</summary>
    public string Store => Prefix + "store";

    /// <summary>Holds the time of each silo's last heartbeat.</summary>
    public string Heartbeats => Prefix + "heartbeats";

    /// <summary>Holds the entry version that each silo reads.</summary>
    public string Readers => Prefix + "entry-readers";

    /// <summary>Holds the keys that protect operator cookies.</summary>
    public string SessionKeys => Prefix + "session-keys";

    /// <summary>Holds what gateways need to know about sites and keys.</summary>
    public string AccessRows => Prefix + "{access}:rows";

    /// <summary>Holds the version of each row's last change.</summary>
    public string AccessVersions => Prefix + "{access}:versions";

    /// <summary>Holds the current state of the access rows.</summary>
    public string AccessState => Prefix + "{access}:state";

    /// <summary>Holds the previous states of the access rows.</summary>
    public string AccessStates => Prefix + "{access}:states";

    /// <summary>Matches the wake channels of all partitions.</summary>
    public string WakePattern => Prefix + "{*}:wake";

    /// <summary>Returns whether the text is a valid cluster id: not empty, not too long, and well-formed.</summary>
    public static bool IsValidClusterId(string? text) =>
        text is { Length: > 0 and <= MaxClusterIdLength } && !string.IsNullOrWhiteSpace(text) && !text.EnumerateRunes().Contains(System.Text.Rune.ReplacementChar);

    /// <summary>Returns whether the text has the form of an epoch.</summary>
    public static bool IsEpoch(ReadOnlySpan<byte> utf8) => utf8.Length == EpochLength && !utf8.ContainsAnyExcept(Hexadecimal);

    /// <summary>Returns the ready-set member of a site: <c>epoch:site_id</c>.</summary>
    public static string Member(string epoch, string siteId) => epoch + ":" + siteId;

    /// <summary>Reads the partition from a wake channel; returns false for any other channel.</summary>
    public static bool TryParseWake(string channel, out int partition)
    {
        partition = 0;
        int open = channel.IndexOf('{', StringComparison.Ordinal);
        int close = channel.IndexOf('}', StringComparison.Ordinal);
        return open >= 0 && close > open
            && int.TryParse(channel.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out partition)
            && partition < SitePartition.Count;
    }

    /// <summary>Returns a key for the startup check of Redis' capabilities; empty at all other times.</summary>
    public string CapabilityCheck(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{{trial}}:{number}");

    public string Clock(int partition) => _clocks[partition];

    public string Ready(int partition) => _ready[partition];

    public string Totals(int partition) => _totals[partition];

    public string Quarantined(int partition) => _quarantined[partition];

    public string Wake(int partition) => _wakes[partition];

    public string Stream(int partition, string member) => _partitions[partition] + "q:" + member;

    public string StreamPattern(int partition) => _partitions[partition] + "q:*";

    /// <summary>Returns the length of <c>prefix{p}:q:</c>, after which a stream's name is its ready member.</summary>
    public int StreamPrefixLength(int partition) => _partitions[partition].Length + 2;

    /// <summary>Returns the key of the salt of the visitors of a date.</summary>
    /// <param name="date">The date.</param>
    /// <param name="isImport">Whether the date was over when its first event came.</param>
    public string VisitorSalt(DateOnly date, bool isImport) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix}{{salts}}:{(isImport ? "import:" : "")}{date:yyyy-MM-dd}");

    /// <summary>Returns the key for the rows of an unfinished copy.</summary>
    public string AccessCopyRows(Guid copy) => $"{Prefix}{{access}}:copy:{copy:N}:rows";

    /// <summary>Returns the key for the versions of an unfinished copy.</summary>
    public string AccessCopyVersions(Guid copy) => $"{Prefix}{{access}}:copy:{copy:N}:versions";
}
