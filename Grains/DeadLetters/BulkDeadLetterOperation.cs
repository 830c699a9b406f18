using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Sites;

namespace Footfall.DeadLetters;

/// <summary>
/// Replays or deletes the dead letters that match a filter, each through its site's grain and therefore exactly once, even if
/// repeated. Bounded in number and time; failing ones are skipped, so that they do not block others.
/// </summary>
internal sealed class BulkDeadLetterOperation(IDeadLetterStore deadLetters, IGrainFactory grains, TimeProvider timeProvider)
{
    /// <summary>Maximum number of dead letters per call.</summary>
    public const int MaxPerCall = 1000;

    private const int PageSize = 100;

    /// <summary>Below the call's timeout, leaving time for the last page.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <param name="filter">The dead letters to change.</param>
    /// <param name="change">Replays or deletes one.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer; completed changes stay.</exception>
    public async Task<BulkResult> RunAsync(DeadLetterFilter filter, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change)
    {
        long start = timeProvider.GetTimestamp();
        int done = 0, failed = 0;
        DeadLetterCursor? cursor = null;
        while (done < MaxPerCall && timeProvider.GetElapsedTime(start) < Limit)
        {
            ImmutableArray<StoredDeadLetter> page = await deadLetters.SearchAsync(filter, cursor, Math.Min(PageSize, MaxPerCall - done));
            if (page.IsEmpty)
            {
                break;
            }

            cursor = DeadLetterCursor.Of(page[^1]);
            DeadLetterOutcome[][] outcomes = await Task.WhenAll(page.GroupBy(deadLetter => deadLetter.SiteId).Select(site => ChangeAsync(site, change)));
            done += outcomes.Sum(site => site.Count(outcome => outcome == DeadLetterOutcome.Done));
            failed += outcomes.Sum(site => site.Count(outcome => outcome is DeadLetterOutcome.StillDead or DeadLetterOutcome.Unavailable));
        }

        return new BulkResult(done, failed, await deadLetters.CountAsync(filter));
    }

    /// <summary>Changes those of one site one after another, as its grain would anyway.</summary>
    private async Task<DeadLetterOutcome[]> ChangeAsync(
        IGrouping<string, StoredDeadLetter> site, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change)
    {
        ISiteGrain grain = grains.GetSite(site.Key);
        var outcomes = new List<DeadLetterOutcome>();
        foreach (StoredDeadLetter deadLetter in site)
        {
            try
            {
                outcomes.Add(await change(grain, deadLetter.Key));
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                outcomes.Add(DeadLetterOutcome.Unavailable);
            }
        }

        return [.. outcomes];
    }
}
