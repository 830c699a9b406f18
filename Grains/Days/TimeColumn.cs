namespace Footfall.Days;

/// <summary>Times as distances from the earliest, in the largest unit (seconds, milliseconds, microseconds) that loses nothing.</summary>
internal sealed class TimeColumn
{
    private readonly uint[]? _ints;
    private readonly ulong[]? _longs;

    private TimeColumn(long start, long unit, uint[]? ints, ulong[]? longs) => (Start, Unit, _ints, _longs) = (start, unit, ints, longs);

    /// <summary>The earliest time in microseconds since 1970; 0 without rows.</summary>
    public long Start { get; }

    /// <summary>Microseconds: 1,000,000, 1,000 or 1.</summary>
    public long Unit { get; }

    public int Count => _ints?.Length ?? _longs!.Length;

    public long MemoryBytes => (long)Count * (_ints is null ? sizeof(ulong) : sizeof(uint));

    /// <summary>The distances in units, when all have 32 bits: those of a day, unless they are microseconds.</summary>
    public ReadOnlySpan<uint> Ints => _ints;

    /// <summary>The distances otherwise.</summary>
    public ReadOnlySpan<ulong> Longs => _longs;

    public static TimeColumn Of(ReadOnlySpan<long> micros)
    {
        long start = micros.IsEmpty ? 0 : long.MaxValue;
        foreach (long time in micros)
        {
            start = Math.Min(start, time);
        }

        ulong unit = 1_000_000;
        foreach (long time in micros)
        {
            ulong distance = (ulong)(time - start);
            while (unit > 1 && (unit == 1000 ? distance % 1000 : distance % 1_000_000) != 0)
            {
                unit /= 1000;
            }
        }

        using var scratch = new Scratch<ulong>(micros.Length);
        Span<ulong> distances = scratch.Span;
        for (int i = 0; i < distances.Length; i++)
        {
            ulong distance = (ulong)(micros[i] - start);
            distances[i] = unit switch { 1 => distance, 1000 => distance / 1000, _ => distance / 1_000_000 };
        }

        return Of(start, (long)unit, distances);
    }

    /// <param name="start">The earliest time.</param>
    /// <param name="unit">Microseconds of a unit.</param>
    /// <param name="distances">One of a row, in units.</param>
    public static TimeColumn Of(long start, long unit, ReadOnlySpan<ulong> distances)
    {
        ulong all = 0;
        foreach (ulong distance in distances)
        {
            all |= distance;
        }

        if (all > uint.MaxValue)
        {
            return new TimeColumn(start, unit, null, distances.ToArray());
        }

        uint[] ints = GC.AllocateUninitializedArray<uint>(distances.Length);
        for (int i = 0; i < ints.Length; i++)
        {
            ints[i] = (uint)distances[i];
        }

        return new TimeColumn(start, unit, ints, null);
    }

    public ulong Distance(int row) => _ints is not null ? _ints[row] : _longs![row];

    public long Micros(int row) => Start + (long)(Distance(row) * (ulong)Unit);

    public TimeColumn Merge(TimeColumn added, MergePlan plan)
    {
        if (_ints is not null && added.Count > 0 && added.Start >= Start && Fit(added) is { } ints)
        {
            return new TimeColumn(Start, Unit, plan.Merge<uint>(_ints, ints), null);
        }

        using var merged = new Scratch<long>(Count + added.Count);
        plan.Merge(ToMicros(), added.ToMicros(), merged.Span);
        return Of(merged.Span);
    }

    private long[] ToMicros()
    {
        long[] micros = GC.AllocateUninitializedArray<long>(Count);
        for (int i = 0; i < micros.Length; i++)
        {
            micros[i] = Micros(i);
        }

        return micros;
    }

    /// <summary>The distances of others from this one's start in this one's unit, or null if one has no such distance.</summary>
    /// <remarks>No greater unit would do then: it would have done for this column too.</remarks>
    private uint[]? Fit(TimeColumn added)
    {
        uint[] ints = new uint[added.Count];
        for (int i = 0; i < ints.Length; i++)
        {
            (ulong units, ulong rest) = Math.DivRem((ulong)(added.Micros(i) - Start), (ulong)Unit);
            if (rest != 0 || units > uint.MaxValue)
            {
                return null;
            }

            ints[i] = (uint)units;
        }

        return ints;
    }
}
