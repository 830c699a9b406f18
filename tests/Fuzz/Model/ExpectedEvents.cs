namespace Footfall.Fuzz.Model;

/// <summary>Responses to clients about their events. Written by all connections; read once they are done.</summary>
internal sealed class ExpectedEvents
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SitePage> _sites = [];
    private long _wild;
    private long _maybeWild;

    /// <summary>Every site with a response, or at least an attempted request.</summary>
    public IReadOnlyDictionary<string, SitePage> Sites => _sites;

    /// <summary>The number of events answered 202, including those of damaged posts.</summary>
    public long Accepted => _sites.Values.Sum(site => (long)site.Accepted.Count + site.Erased.Count) + Wild;

    /// <summary>The number of events of damaged posts answered 202.</summary>
    public long Wild => Interlocked.Read(ref _wild);

    /// <summary>Damaged posts with an unknown outcome.</summary>
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

    /// <summary>Notes events whose outcome is unknown.</summary>
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

    /// <summary>Notes that earlier accepted events of a user, or of the whole site, are erased or being erased.</summary>
    public void Erase(Erasure erasure) => Move(erasure, page => page.Erased);

    /// <summary>Notes an erasure whose outcome is unknown.</summary>
    public void NoteMaybe(Erasure erasure) => Move(erasure, page => page.Maybe);

    /// <summary>Returns what is currently known of a site.</summary>
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
