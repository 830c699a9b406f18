using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Simulation.Schedule;
using Footfall.Simulation.Verification;
using Npgsql;

namespace Footfall.Simulation.Store;

/// <summary>
/// A PostgreSQL with the commit workers' transactions: a row lock that is never waited for, the fencing token, and a commit whose
/// client may never get the response. One site per transaction, because sharing a transaction adds no further way to fail.
/// </summary>
internal sealed class SimulatedStore(Scheduler scheduler, Record record)
{
    /// <summary>The longest time until the server notices that a session's client is gone.</summary>
    private static readonly TimeSpan MaxUnnoticed = TimeSpan.FromSeconds(3);

    /// <summary>The reaper's limit.</summary>
    private static readonly TimeSpan MaxTransaction = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LockRetry = TimeSpan.FromMilliseconds(20);

    private readonly Dictionary<string, StoreSession> _lockedBy = [];
    private ImmutableDictionary<string, StoredSite> _backup = ImmutableDictionary<string, StoredSite>.Empty;

    /// <summary>The standby's state: everything committed until it was lost.</summary>
    private ImmutableDictionary<string, StoredSite> _standby = ImmutableDictionary<string, StoredSite>.Empty;

    public ImmutableDictionary<string, StoredSite> Sites
    {
        get;
        private set
        {
            field = value;
            _standby = HasStandby ? value : _standby;
        }
    }

    = ImmutableDictionary<string, StoredSite>.Empty;

    /// <summary>Whether the synchronous standby follows; commits take effect without it too, and report that.</summary>
    public bool HasStandby
    {
        get;
        set
        {
            field = value;
            _standby = value ? Sites : _standby;
        }
    }

    = true;

    public Network Network { get; } = new(
        scheduler, "postgres", TimeSpan.FromSeconds(8), () => new NpgsqlException("not sent"), () => new NpgsqlException("no answer"));

    /// <summary>For testing the checker: commits regardless of the fencing token.</summary>
    public bool IgnoresFencingToken { get; init; }

    /// <summary>For testing the checker: reports commits that the standby lacks as safe.</summary>
    public bool IgnoresStandby { get; init; }

    /// <summary>For testing the checker: pauses without changing the fencing token.</summary>
    public bool KeepsFencingTokenAtPause { get; init; }

    public SiteState Load(string siteId, string epoch)
    {
        if (!Sites.TryGetValue(siteId, out StoredSite? site))
        {
            Sites = Sites.Add(siteId, site = new StoredSite());
        }

        if (site.IsPaused)
        {
            record.Saw(CoverageGoal.DrainWhilePaused);
        }

        return new SiteState(site.FencingToken, site.Checkpoints.GetValueOrDefault(epoch), site.IsPaused);
    }

    /// <summary>Equivalent of EventIds.Load.sql.</summary>
    public IReadOnlyList<RegisteredIds> LoadEventIds(string siteId, TimeSpan length, int size)
    {
        RegisteredIds[] commits = [.. Sites[siteId].EventIds.OrderByDescending(commit => commit.Checkpoint)];
        var loaded = new List<RegisteredIds>();
        int newer = 0;
        foreach (IGrouping<EntryId, RegisteredIds> peers in commits.GroupBy(commit => commit.Checkpoint))
        {
            if (newer >= size || commits[0].Checkpoint.Ms - peers.Key.Ms > length.TotalMilliseconds)
            {
                break;
            }

            loaded.AddRange(peers);
            newer += peers.Sum(commit => commit.Ids.Length);
        }

        loaded.Reverse();
        return loaded;
    }

    /// <summary>Equivalent of EventAttributes.Load.sql.</summary>
    public StoredAttributes LoadAttributes(string siteId, int size)
    {
        StoredSite site = Sites[siteId];
        return new StoredAttributes(site.NextAttributes, [.. site.Attributes.Where(range => range.FirstId >= site.NextAttributes - size)]);
    }

    /// <summary>Locks the site's row if its fencing token is the expected one and the row is unlocked.</summary>
    /// <returns>The session; null if refused.</returns>
    public StoreSession? Begin(SiteBatch batch, SimulatedProcess owner)
    {
        if (_lockedBy.ContainsKey(batch.SiteId) || (Sites.GetValueOrDefault(batch.SiteId)?.FencingToken != batch.ExpectedFencingToken && !IgnoresFencingToken))
        {
            record.NoteRefusal(batch);
            return null;
        }

        var session = new StoreSession(batch, owner);
        _lockedBy.Add(batch.SiteId, session);
        scheduler.AddLater(MaxTransaction, "reaper ends a transaction", null, () => RollBack(session));
        return session;
    }

    /// <summary>Equivalent of SitePauseStore.Pause.sql; waits for the holder of the row lock.</summary>
    /// <param name="siteId">The site.</param>
    /// <param name="done">A callback once the site is paused.</param>
    public void Pause(string siteId, Action done)
    {
        if (_lockedBy.ContainsKey(siteId))
        {
            record.Saw(CoverageGoal.PauseDuringCopy);
            scheduler.AddLater(LockRetry, $"pause of {siteId} waits for the row", null, () => Pause(siteId, done));
            return;
        }

        StoredSite site = Sites.GetValueOrDefault(siteId, new StoredSite());
        Sites = Sites.SetItem(siteId, site with { IsPaused = true, FencingToken = KeepsFencingTokenAtPause ? site.FencingToken : Guid.NewGuid() });
        done();
    }

    /// <summary>Equivalent of SitePauseStore.Resume.sql; the row of a paused site is never locked.</summary>
    public void Resume(string siteId)
    {
        if (Sites.TryGetValue(siteId, out StoredSite? site) && site.IsPaused)
        {
            Sites = Sites.SetItem(siteId, site with { IsPaused = false, FencingToken = Guid.NewGuid() });
        }
    }

    /// <returns>Whether the standby has the commit.</returns>
    /// <exception cref="NpgsqlException">The session is gone.</exception>
    public bool Commit(StoreSession session)
    {
        if (!session.IsOpen)
        {
            throw new NpgsqlException("the session was ended");
        }

        Release(session);
        StoredSite before = Sites[session.Batch.SiteId];
        if (before.IsPaused)
        {
            record.Violations.Add($"{session.Batch.SiteId} was committed to while it was paused");
        }

        StoredSite after = StoredBatch.Apply(before, session.Batch);
        Sites = Sites.SetItem(session.Batch.SiteId, after);
        record.RecordCommit(session, before, after);
        return HasStandby || IgnoresStandby;
    }

    /// <summary>Equivalent of FencingTokenConfirmations.</summary>
    public bool Confirm(string siteId, Guid fencingToken) => (HasStandby || IgnoresStandby) && Sites.GetValueOrDefault(siteId)?.FencingToken == fencingToken;

    /// <summary>Marks the session's client as gone or no longer interested, which the server notices after a while.</summary>
    public void Abandon(StoreSession session)
    {
        session.IsGivenUp = true;
        scheduler.AddLater(scheduler.Within(MaxUnnoticed), "a transaction without a client ends", null, () => RollBack(session));
    }

    public void NoteGone(SimulatedProcess owner)
    {
        foreach (StoreSession session in _lockedBy.Values.Where(session => session.Owner == owner).ToArray())
        {
            record.NoteOpenAtKill(session);
            Abandon(session);
        }
    }

    public bool HasOpen(SimulatedProcess owner) => _lockedBy.Values.Any(session => session.Owner == owner);

    /// <summary>Stops without a checkpoint and restarts, losing open transactions.</summary>
    public void Crash()
    {
        Network.Cut();
        foreach (StoreSession session in _lockedBy.Values.ToArray())
        {
            record.NoteOpenAtKill(session);
            RollBack(session);
        }
    }

    /// <summary>Loses the server and promotes the standby, which must not lack anything that was confirmed.</summary>
    public void FailOver()
    {
        Crash();
        if (Sites != _standby)
        {
            record.Saw(CoverageGoal.FailoverWithoutCommits);
        }

        Sites = _standby;
        HasStandby = true;
    }

    public void Backup() => _backup = Sites;

    /// <summary>Restarts with the state of the backup.</summary>
    public void Restore()
    {
        Crash();
        record.NoteStoreLoss(Sites, _backup);
        Sites = _backup;
    }

    private void RollBack(StoreSession session)
    {
        if (session.IsOpen)
        {
            Release(session);
        }
    }

    private void Release(StoreSession session)
    {
        session.IsOpen = false;
        _lockedBy.Remove(session.Batch.SiteId);
    }
}
