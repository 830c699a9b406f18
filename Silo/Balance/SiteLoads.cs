using System.Collections.Concurrent;

namespace Footfall.Balance;

/// <summary>How many events of each site this silo has stored since that was last asked. For any thread.</summary>
internal sealed class SiteLoads
{
    private ConcurrentDictionary<string, long> _events = new(StringComparer.Ordinal);

    public void Note(string siteId, int events) =>
        _events.AddOrUpdate(siteId, static (_, more) => more, static (_, sum, more) => sum + more, (long)events);

    /// <summary>What was noted; from now on it is counted anew. A commit at this very moment may be left out.</summary>
    public IReadOnlyDictionary<string, long> Take() =>
        Interlocked.Exchange(ref _events, new ConcurrentDictionary<string, long>(StringComparer.Ordinal));
}
