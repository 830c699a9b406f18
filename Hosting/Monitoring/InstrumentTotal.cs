namespace Footfall.Monitoring;

/// <summary>The measurements of one instrument, summed for each value of its one tag.</summary>
/// <remarks>Safe for concurrent use. Instruments have a handful of tag values, which come again and again.</remarks>
public sealed class InstrumentTotal
{
    private readonly Lock _lock = new();

    /// <summary>By the tag's value; empty text for none. Guarded by the lock.</summary>
    private readonly Dictionary<string, (double Sum, long Count)> _byTag = [];

    /// <summary>The largest measurement since it was last taken. Guarded by the lock.</summary>
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

    /// <summary>The sum of all measurements.</summary>
    /// <param name="tag">Of those with this tag's value; null for all.</param>
    public double Sum(string? tag = null) => Total(tag).Sum;

    /// <summary>How many measurements there were.</summary>
    /// <inheritdoc cref="Sum"/>
    public long Count(string? tag = null) => Total(tag).Count;

    /// <summary>The largest measurement since the last call; null when there was none.</summary>
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
