using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Sites;

namespace Footfall.DeadLetters;

/// <summary>
/// Replays or deletes dead letters that were searched for, each through its site's grain, so each exactly once however
/// often it is asked for. Bounded in number and time; those that fail are passed by, so that they hold up no others.
/// </summary>
internal sealed class BulkDeadLetterOperation(IDeadLetterStore deadLetters, IGrainFactory grains, TimeProvider timeProvider)
{
    /// <summary>How many dead letters go in one call.</summary>
    public const int MaxPerCall = 1000;

    private const int PageSize = 100;

    /// <summary>Below what a call may take, with what its last page takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <param name="filter">Which dead letters.</param>
    /// <param name="change">Does it to one.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer; those that are done stay done.</exception>
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

    /// <summary>Those of one site one after another, as its grain would do them anyway.</summary>
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
