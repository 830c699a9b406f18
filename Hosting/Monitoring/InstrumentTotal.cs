namespace Footfall.Monitoring;

/// <summary>The measurements of one instrument, summed for each value of its one tag.</summary>
/// <remarks>Safe for concurrent use. Instruments have a handful of tag values, which keep recurring.</remarks>
public sealed class InstrumentTotal
{
    private readonly Lock _lock = new();

    /// <summary>Totals by tag value; the empty string for no tag. Guarded by the lock.</summary>
    private readonly Dictionary<string, (double Sum, long Count)> _byTag = [];

    /// <summary>The largest measurement since the last <see cref="TakeLargest"/>. Guarded by the lock.</summary>
    private double? _largest;

    internal void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string tag = tags.Length > 0 ? tags[0].Value as string ?? "" : "";
        lock (_lock)
        {
            (double sum, long count) = _byTag.GetValueOrDefault(tag);
            _byTag[tag] = (sum + value, count + 1);
            _largest = Math.Max(_largest ?? value, value);
        }
    }

    /// <summary>Returns the sum of all measurements.</summary>
    /// <param name="tag">The tag value to include; null for all.</param>
    public double Sum(string? tag = null) => Total(tag).Sum;

    /// <summary>Returns the number of measurements.</summary>
    /// <inheritdoc cref="Sum"/>
    public long Count(string? tag = null) => Total(tag).Count;

    /// <summary>Returns the largest measurement since the last call; null when there was none.</summary>
    public double? TakeLargest()
    {
        lock (_lock)
        {
            double? largest = _largest;
            _largest = null;
            return largest;
        }
    }

    private (double Sum, long Count) Total(string? tag)
    {
        lock (_lock)
        {
            return tag is null
                ? (_byTag.Values.Sum(total => total.Sum), _byTag.Values.Sum(total => total.Count))
                : _byTag.GetValueOrDefault(tag);
        }
    }
}
