using Footfall.Health;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Tells from the commits themselves whether storing works: for nobody, when no commit has succeeded for a while; or not
/// for some sites, when those of others do.
/// </summary>
/// <remarks>Safe for concurrent use. While nothing fails a commit costs one look at a field.</remarks>
internal sealed class CommitHealth(OngoingFaults faults, TimeProvider timeProvider)
{
    /// <summary>What is over within that time needs nobody's attention.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>How long a site's commits fail, while others' succeed, until it counts as blocked.</summary>
    private static readonly TimeSpan BlockedAfter = TimeSpan.FromSeconds(5);

    /// <summary>A bound on memory; further sites are not told apart.</summary>
    private const int MaxSites = 1_000;

    /// <summary>Of more sites that fail at once, it is hardly they who are to blame.</summary>
    private const int MaxSuspects = 32;

    private readonly Lock _lock = new();

    /// <summary>Sites whose last commit failed. Guarded by the lock.</summary>
    private readonly Dictionary<string, FailingSite> _sites = [];

    /// <summary>When the first failure since the last success was, on the clock's timestamp scale; null when there is none. Guarded by the lock.</summary>
    private long? _failingSince;

    /// <summary>False while something fails. Written under the lock, read by anybody.</summary>
    private bool _isWell = true;

    /// <summary>A transaction of these sites failed, and PostgreSQL said why.</summary>
    public void Fail(IEnumerable<string> siteIds, Exception failure)
    {
        if (PostgresFault.IsAway(failure))
        {
            // That is told elsewhere, and says nothing about commits.
            return;
        }

        string reason = Words(failure);
        bool isStoreFailing;
        List<string> blocked = [];
        lock (_lock)
        {
            Volatile.Write(ref _isWell, false);
            long now = timeProvider.GetTimestamp();
            bool isNews = false;
            foreach (string siteId in siteIds)
            {
                FailingSite? site = Find(siteId, now);
                isNews |= site is not { OthersSucceeded: true };
                if (site is { OthersSucceeded: true } && timeProvider.GetElapsedTime(site.Since, now) >= BlockedAfter)
                {
                    blocked.Add(siteId);
                }
            }

            // Sites that fail while others do not say nothing about the store.
            if (isNews)
            {
                _failingSince ??= now;
            }

            isStoreFailing = isNews && timeProvider.GetElapsedTime(_failingSince!.Value, now) >= Grace;
        }

        if (isStoreFailing)
        {
            faults.Fail(StoreFaults.Commits, reason);
        }

        foreach (string siteId in blocked)
        {
            faults.Fail(StoreFaults.BlockedSite, reason, siteId);
        }
    }

    /// <summary>A transaction of these sites was committed.</summary>
    public void Succeed(IEnumerable<string> siteIds)
    {
        if (Volatile.Read(ref _isWell))
        {
            return;
        }

        List<string> freed = [];
        lock (_lock)
        {
            _failingSince = null;
            foreach (string siteId in siteIds)
            {
                if (_sites.Remove(siteId))
                {
                    freed.Add(siteId);
                }
            }

            foreach (FailingSite site in _sites.Values)
            {
                site.OthersSucceeded = true;
            }

            Volatile.Write(ref _isWell, _sites.Count == 0);
        }

        faults.Clear(StoreFaults.Commits);
        freed.ForEach(siteId => faults.Clear(StoreFaults.BlockedSite, siteId));
    }

    /// <summary>A site's sums were brought up to date, or could not be.</summary>
    /// <param name="failure">Why not; null when they were.</param>
    public void RecordRollUps(Exception? failure)
    {
        if (failure is null)
        {
            faults.Clear(StoreFaults.RollUps);
        }
        else if (!PostgresFault.IsAway(failure))
        {
            faults.Fail(StoreFaults.RollUps, Words(failure));
        }
    }

    /// <summary>Whether a site is better committed alone, since it may be what fails the transactions that it is in.</summary>
    public bool IsSuspect(string siteId)
    {
        if (Volatile.Read(ref _isWell))
        {
            return false;
        }

        lock (_lock)
        {
            return _sites.Count <= MaxSuspects && _sites.TryGetValue(siteId, out FailingSite? site) && site.OthersSucceeded;
        }
    }

    private static string Words(Exception failure) =>
        failure is PostgresException postgres ? $"{postgres.SqlState}: {postgres.MessageText}" : failure.Message;

    private FailingSite? Find(string siteId, long now)
    {
        if (!_sites.TryGetValue(siteId, out FailingSite? site) && _sites.Count < MaxSites)
        {
            site = _sites[siteId] = new FailingSite(now);
        }

        return site;
    }

    private sealed class FailingSite(long since)
    {
        public long Since { get; } = since;

        /// <summary>Whether a commit without this site has succeeded since.</summary>
        public bool OthersSucceeded { get; set; }
    }
}
