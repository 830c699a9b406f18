namespace Footfall.Integration.Traffic;

/// <summary>Page views that can be told apart in the store, because each has its own user.</summary>
internal sealed class NumberedEvents(string sitePrefix, int sites)
{
    private static readonly string[] Paths = ["/", "/pricing", "/blog/post-1", "/docs?page=2", "/über-uns"];

    private int _last;

    public IReadOnlyList<string> Sites { get; } = [.. Enumerable.Range(0, sites).Select(site => $"{sitePrefix}-{site}")];

    /// <summary>Returns the next event; sites take turns. Thread-safe.</summary>
    public SentEvent Next() => Next(null);

    /// <summary>Returns the next event of a given site.</summary>
    public SentEvent Next(string? site)
    {
        int number = Interlocked.Increment(ref _last);
        return new SentEvent(
            site ?? Sites[number % Sites.Count], "page_view", Paths[number % Paths.Length], $"user-{number}", DateTimeOffset.UtcNow);
    }

    /// <summary>Returns the next events.</summary>
    public IEnumerable<SentEvent> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    /// <summary>Returns the next events without end.</summary>
    public IEnumerable<SentEvent> Endless()
    {
        while (true)
        {
            yield return Next();
        }
    }
}
