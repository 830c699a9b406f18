namespace Footfall.Fuzz.Model;

/// <summary>What clients were told of their events. Written by all connections; read when they are done.</summary>
internal sealed class ExpectedEvents
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SitePage> _sites = [];
    private long _wild;
    private long _maybeWild;

    /// <summary>Every site that somebody was told something of, or at least tried to tell.</summary>
    public IReadOnlyDictionary<string, SitePage> Sites => _sites;

    /// <summary>How many events were answered 202, of damaged posts too.</summary>
    public long Accepted => _sites.Values.Sum(site => (long)site.Accepted.Count + site.Erased.Count) + Wild;

    /// <summary>How many events of damaged posts were answered 202.</summary>
    public long Wild => Interlocked.Read(ref _wild);

    /// <summary>Damaged posts of which nobody said whether they were taken.</summary>
    public long MaybeWild => Interlocked.Read(ref _maybeWild);

    /// <summary>Notes events that were answered 202.</summary>
    public void Accept(IEnumerable<ModelEvent> events)
    {
        lock (_lock)
        {
            foreach (ModelEvent item in events)
            {
                Of(item.Site).Accepted.Add(item);
            }
        }
    }

    /// <summary>Notes events of which nobody said whether they were taken.</summary>
    public void NoteMaybe(IEnumerable<ModelEvent> events)
    {
        lock (_lock)
        {
            foreach (ModelEvent item in events)
            {
                Of(item.Site).Maybe.Add(item);
            }
        }
    }

    /// <summary>Notes that what was accepted of a user before, or of the whole site, is gone, or is going.</summary>
    public void Erase(Erasure erasure) => Move(erasure, page => page.Erased);

    /// <summary>Notes an erasure of which nobody said whether it is done.</summary>
    public void NoteMaybe(Erasure erasure) => Move(erasure, page => page.Maybe);

    /// <summary>What is known of a site, as it is now.</summary>
    public SitePage GetPage(string site)
    {
        lock (_lock)
        {
            SitePage page = Of(site);
            return new SitePage([.. page.Accepted], [.. page.Maybe], [.. page.Erased]);
        }
    }

    public void AcceptWild(long events) => Interlocked.Add(ref _wild, events);

    public void NoteMaybeWild() => Interlocked.Increment(ref _maybeWild);

    private void Move(Erasure erasure, Func<SitePage, List<ModelEvent>> to)
    {
        lock (_lock)
        {
            SitePage page = Of(erasure.Site);
            to(page).AddRange(page.Accepted.Where(erasure.Takes));
            page.Accepted.RemoveAll(item => erasure.Takes(item));
        }
    }

    private SitePage Of(string site)
    {
        if (!_sites.TryGetValue(site, out SitePage? page))
        {
            _sites.Add(site, page = new SitePage([], [], []));
        }

        return page;
    }
}
