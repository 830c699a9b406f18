using System.Collections.Concurrent;
using Footfall.Operator;

namespace Footfall.Balance;

/// <summary>
/// Measures how many events per second each site of this silo stores. A site that commits often is rated by the last window alone,
/// others by about the last minute: a single commit does not reveal how often one happens.
/// </summary>
/// <param name="active">Sites whose grains are on this silo: the others no longer add to its load.</param>
internal sealed class SiteThroughput(LocalSiteActivations active)
{
    /// <summary>Number of commits in a window that determines a site's rate well enough.</summary>
    private const int CommitsThatTell = 3;

    /// <summary>Long-term rates below this are dropped, in events per second.</summary>
    private const double MinRate = 0.001;

    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, double> _lasting = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Committed> _committed = new(StringComparer.Ordinal);
    private double _known;

    /// <summary>Records a commit. Thread-safe.</summary>
    public void Record(string siteId, int events) =>
        _committed.AddOrUpdate(
            siteId,
            static (_, more) => new Committed(more, 1),
            static (_, sum, more) => new Committed(sum.Events + more, sum.Commits + 1),
            (long)events);

    /// <summary>Returns what the silo stored since the last call, and the rates of its sites. For one thread.</summary>
    /// <param name="window">Time since the last call. A commit at this very moment may be missed.</param>
    public SiteRates Take(TimeSpan window)
    {
        ConcurrentDictionary<string, Committed> committed = Interlocked.Exchange(ref _committed, new(StringComparer.Ordinal));
        double kept = Math.Exp(-window / Memory);
        _known = (_known * kept) + (1 - kept);
        foreach ((string site, double rate) in _lasting)
        {
            if (rate * kept < MinRate || !active.Has(site))
            {
                _lasting.Remove(site);
            }
            else
            {
                _lasting[site] = rate * kept;
            }
        }

        foreach ((string site, Committed sum) in committed)
        {
            if (active.Has(site))
            {
                _lasting[site] = _lasting.GetValueOrDefault(site) + ((1 - kept) * sum.Events / window.TotalSeconds);
            }
        }

        return new SiteRates(
            committed.Values.Sum(sum => sum.Events) / window.TotalSeconds,
            _lasting.ToDictionary(
                site => site.Key,
                site => committed.TryGetValue(site.Key, out Committed sum) && sum.Commits >= CommitsThatTell
                    ? sum.Events / window.TotalSeconds
                    : site.Value / _known));
    }

    private readonly record struct Committed(long Events, int Commits);
}

/// <summary>Storage rates of a silo, in events per second.</summary>
/// <param name="All">Rate of all sites in the last window.</param>
/// <param name="Sites">Rate of each site whose grain is on this silo.</param>
internal sealed record SiteRates(double All, IReadOnlyDictionary<string, double> Sites);
