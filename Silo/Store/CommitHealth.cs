using Footfall.Health;
using Npgsql;

namespace Footfall.Store;

/// <summary>
/// Derives from the commits themselves whether storing works: not at all if no commit has succeeded for a while, or not
/// for some sites if those of others succeed.
/// </summary>
/// <remarks>Safe for concurrent use. While nothing fails, a commit costs one field read.</remarks>
internal sealed class CommitHealth(OngoingFaults faults, TimeProvider timeProvider)
{
    /// <summary>Failures that end within this time are not reported.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <summary>How long a site's commits must fail, while others succeed, before it counts as blocked.</summary>
    private static readonly TimeSpan BlockedAfter = TimeSpan.FromSeconds(5);

    /// <summary>Bounds memory; further sites are not tracked individually.</summary>
    private const int MaxSites = 1_000;

    /// <summary>If more sites fail at once, they are unlikely to be the cause.</summary>
    private const int MaxSuspects = 32;

    private readonly Lock _lock = new();

    /// <summary>Sites whose last commit failed. Guarded by the lock.</summary>
    private readonly Dictionary<string, FailingSite> _sites = [];

    /// <summary>
    /// Time of the first failure since the last success, on the clock's timestamp scale; null if none. Guarded by the lock.
    /// </summary>
    private long? _failingSince;

    /// <summary>False while something fails. Written under the lock, read without it.</summary>
    private bool _isWell = true;

    /// <summary>Records that a transaction of these sites failed, and why.</summary>
    public void Fail(IEnumerable<string> siteIds, Exception failure)
    {
        if (PostgresFault.IsAway(failure))
        {
            // Outages are reported elsewhere and reveal nothing about commits.
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

            // A site that fails while others succeed reveals nothing about the store.
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

    /// <summary>Records that a transaction of these sites was committed.</summary>
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

    /// <summary>Records the outcome of a site's roll-up.</summary>
    /// <param name="failure">The failure; null if it succeeded.</param>
    public void RecordRollUps(Exception? failure)
    {
        if (failure is null)
        {
            faults.Clear(StoreFaults.StaleRollUps);
        }
        else if (!PostgresFault.IsAway(failure))
        {
            faults.Fail(StoreFaults.StaleRollUps, Words(failure));
        }
    }

    /// <summary>Returns whether a site should be committed alone, because it may be what fails its transactions.</summary>
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

        /// <summary>Whether a commit without this site has succeeded since its first failure.</summary>
        public bool OthersSucceeded { get; set; }
    }
}
