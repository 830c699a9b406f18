using System.Buffers;
using System.Globalization;

namespace Footfall.Queue;

/// <summary>Every Redis key and channel of the queue, built here and nowhere else.</summary>
/// <remarks>
/// All keys of a partition share the hash tag <c>{p}</c>, so that a script may touch them together on Redis
/// Cluster. The tag is the key's first pair of braces, so braces in a site id do no harm.
/// <code>
/// footfall:{p}:clock                hash: life, epoch, floor, old, leases (the life that claims are of),
///                                   entries (in all streams of the partition),
///                                   pg (how far PostgreSQL has committed: system/timeline/LSN)
/// footfall:{p}:ready                sorted set: member epoch:site_id, score = ms at which it is due
/// footfall:{p}:totals               hash: member -> events ever put into its stream
/// footfall:{p}:quarantined          set of members that are no valid site
/// footfall:{p}:q:epoch:site_id      stream: n = events in the entry, b = bytes (EntryCodec),
///                                   t = events ever put into the stream, this entry's included,
///                                   c = W3C traceparent, only if an event of it is traced
/// footfall:{p}:wake                 channel: a site of the partition became ready
/// footfall:entry-readers            hash: silo -> the version of entries that it reads, and when it said so (ms)
/// footfall:{access}:rows            hash: s:site_id or k:hash of a key -> what gateways must know of it (JSON)
/// footfall:{access}:versions        sorted set: the same fields, score = version of the last change
/// footfall:{access}:state           text version:change_id: the rows are all of PostgreSQL's at this change, and no others
/// footfall:{access}:states          sorted set: the states that these rows have been since they were copied whole,
///                                   score = version; the newest thousand
/// footfall:{access}:copy:id:rows    hash, and
/// footfall:{access}:copy:id:versions  sorted set: a copy that is being made, to become rows and versions at once;
///                                   gone a minute after its maker
/// footfall:store-alarm              text: PostgreSQL lacks commits; there until an operator deletes it
/// </code>
/// </remarks>
public static class QueueKeys
{
    private static readonly SearchValues<byte> Hexadecimal = SearchValues.Create("0123456789abcdef"u8);

    private static readonly string[] Prefixes =
        [.. Enumerable.Range(0, SitePartition.Count).Select(p => string.Create(CultureInfo.InvariantCulture, $"footfall:{{{p}}}:"))];

    /// <summary>Name of the entry field with the number of events, in decimal.</summary>
    public const string CountField = "n";

    /// <summary>Name of the entry field with the encoded events.</summary>
    public const string BytesField = "b";

    /// <summary>Name of the entry field with the context of its trace; absent from an entry that is not traced.</summary>
    public const string TraceField = "c";

    /// <summary>Name of the clock's field with the position of PostgreSQL's latest known commit.</summary>
    public const string PositionField = "pg";

    /// <summary>Holds the alarm that PostgreSQL lacks commits, for all silos.</summary>
    public const string StoreAlarm = "footfall:store-alarm";

    /// <summary>Holds which version of entries each silo reads.</summary>
    public const string Readers = "footfall:entry-readers";

    /// <summary>Holds what gateways must know of sites and keys.</summary>
    public const string AccessRows = "footfall:{access}:rows";

    /// <summary>Holds when each of those was changed last.</summary>
    public const string AccessVersions = "footfall:{access}:versions";

    /// <summary>Holds of which state those are.</summary>
    public const string AccessState = "footfall:{access}:state";

    /// <summary>Holds which states they were before.</summary>
    public const string AccessStates = "footfall:{access}:states";

    /// <summary>Holds rows of a copy that is not finished.</summary>
    public static string AccessCopyRows(Guid copy) => $"footfall:{{access}}:copy:{copy:N}:rows";

    /// <summary>Holds the versions of the same.</summary>
    public static string AccessCopyVersions(Guid copy) => $"footfall:{{access}}:copy:{copy:N}:versions";

    /// <summary>Length of an epoch: 16 lower-case hexadecimal digits.</summary>
    public const int EpochLength = 16;

    /// <summary>Whether the text is of an epoch's form.</summary>
    public static bool IsEpoch(ReadOnlySpan<byte> utf8) => utf8.Length == EpochLength && !utf8.ContainsAnyExcept(Hexadecimal);

    public static string Clock(int partition) => Prefixes[partition] + "clock";

    public static string Ready(int partition) => Prefixes[partition] + "ready";

    public static string Totals(int partition) => Prefixes[partition] + "totals";

    public static string Quarantined(int partition) => Prefixes[partition] + "quarantined";

    public static string Wake(int partition) => Prefixes[partition] + "wake";

    /// <summary>Matches the wake channels of all partitions.</summary>
    public const string WakePattern = "footfall:{*}:wake";

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

    public static string Stream(int partition, string member) => Prefixes[partition] + "q:" + member;

    public static string StreamPattern(int partition) => Prefixes[partition] + "q:*";

    /// <summary>Length of <c>footfall:{p}:q:</c>, after which a stream's name is its ready member.</summary>
    public static int StreamPrefixLength(int partition) => Prefixes[partition].Length + 2;

    /// <summary>The ready-set member of a site: <c>epoch:site_id</c>.</summary>
    public static string Member(string epoch, string siteId) => epoch + ":" + siteId;
}
