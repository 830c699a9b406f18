namespace Footfall.Days;

/// <summary>
/// All events of one site on one day, or of one part of it, column by column in canonical order. Immutable: equal events give equal segments
/// and equal bytes, in whatever order, splits and merges they came.
/// </summary>
public sealed class DaySegment
{
    /// <summary>More than a part has; keeps what damaged or hostile bytes can make a silo allocate within bounds.</summary>
    public const int MaxEvents = 1 << 26;

    private VisitFlags[]? _flags;

    internal DaySegment(VisitorColumn visitors, TimeColumn times, DayColumns columns)
    {
        Visitors = visitors;
        Times = times;
        Columns = columns;
    }

    public int Count => Visitors.Count;

    /// <summary>About how many bytes of memory it takes, with the flags of its visits.</summary>
    public long MemoryBytes => (Visitors.MemoryBytes + Times.MemoryBytes + Columns.All.Sum(column => column.MemoryBytes)) + Count;

    /// <summary>The events in canonical order. An empty user or path is null, and so is the cookieless visitor of an event with a user.</summary>
    public IEnumerable<DayEvent> Events => DayEvents.Of(this);

    internal VisitorColumn Visitors { get; }

    internal TimeColumn Times { get; }

    internal DayColumns Columns { get; }

    /// <summary>What each row is to its visit; computed once, at the first question.</summary>
    internal ReadOnlySpan<VisitFlags> Flags => _flags ??= Visits.Find(this);

    /// <summary>Makes a segment of events in any order.</summary>
    /// <exception cref="ArgumentException">A text is not well-formed, an event has no type, or there are more than <see cref="MaxEvents"/>.</exception>
    public static DaySegment Build(IEnumerable<DayEvent> events)
    {
        var builder = new DayBuilder();
        foreach (DayEvent e in events)
        {
            builder.Add(e);
        }

        return builder.Build();
    }

    /// <summary>The segment of these events and more; costs a pass over the columns, not a sort.</summary>
    public DaySegment Merge(IReadOnlyCollection<DayEvent> added) => added.Count == 0 ? this : Merge(Build(added));

    /// <summary>The segment of the events of both.</summary>
    public DaySegment Merge(DaySegment added)
    {
        if (added.Count == 0 || Count == 0)
        {
            return added.Count == 0 ? this : added;
        }

        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)Count + added.Count, MaxEvents, nameof(added));
        (string[] users, int[]? fromThis, int[]? fromAdded) = SortedValues.Merge(Visitors.UserIds, added.Visitors.UserIds, Utf8Order.Instance);
        VisitorColumn old = Visitors.Renumber(users, fromThis);
        VisitorColumn more = added.Visitors.Renumber(users, fromAdded);
        var plan = new MergePlan(this, added, old, more);
        return new DaySegment(
            old.Merge(more), Times.Merge(added.Times, plan),
            new DayColumns([.. Columns.All.Zip(added.Columns.All, (one, other) => one.Merge(other, plan))]));
    }

    /// <summary>The segment without the events that were erased.</summary>
    public DaySegment Without(Func<DayEvent, bool> erased)
    {
        var kept = new List<int>(Count);
        int row = 0;
        foreach (DayEvent e in Events)
        {
            if (!erased(e))
            {
                kept.Add(row);
            }

            row++;
        }

        return kept.Count == Count ? this : Select([.. kept]);
    }

    /// <summary>The events in a versioned form with checksums; see <see cref="SegmentFrame"/>.</summary>
    public byte[] Encode() => SegmentFrame.Write(this);

    /// <exception cref="DaySegmentException">The bytes are damaged, or have a version that this silo does not know.</exception>
    public static DaySegment Decode(ReadOnlySpan<byte> bytes) => SegmentFrame.Read(bytes);

    /// <summary>Whether encoded bytes have a version that only newer silos know, and so cannot be called damaged.</summary>
    public static bool IsNewer(ReadOnlySpan<byte> bytes) => SegmentFrame.IsNewer(bytes);

    /// <inheritdoc cref="DayParts.PartOf"/>
    public static int PartOf(in DayEvent e, int parts) => DayParts.PartOf(e, parts);

    /// <inheritdoc cref="DayParts.PartsFor"/>
    public static int PartsFor(long events) => DayParts.PartsFor(events);

    /// <summary>A hash of the events of encoded bytes, which are as <see cref="Encode"/> made them: equal events have equal hashes, whatever compressed them.</summary>
    public static UInt128 HashOf(ReadOnlySpan<byte> bytes) => SegmentFrame.HashOf(bytes);

    /// <summary>The totals of the bots, or of the people.</summary>
    public DayTotals Total(bool bots) => new TotalScan(this).Sum(bots);

    private DaySegment Select(int[] rows)
    {
        long[] times = new long[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            times[i] = Times.Micros(rows[i]);
        }

        return new DaySegment(Visitors.Select(rows), TimeColumn.Of(times), new DayColumns([.. Columns.All.Select(column => column.Select(rows))]));
    }
}
