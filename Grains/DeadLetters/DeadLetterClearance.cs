using System.Collections.Immutable;
using Footfall.Drain;

namespace Footfall.DeadLetters;

/// <summary>
/// Replays or deletes dead letters that were searched for, each through its site's grain, so each exactly once however
/// often it is asked for. Bounded in number and time; those that fail are passed by, so that they hold up no others.
/// </summary>
internal sealed class DeadLetterClearance(IDeadLetterStore letters, IGrainFactory grains, TimeProvider clock)
{
    /// <summary>How many dead letters go in one call.</summary>
    public const int Most = 1000;

    private const int PageSize = 100;

    /// <summary>Below what a call may take, with what its last page takes.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    /// <param name="filter">Which dead letters.</param>
    /// <param name="change">Does it to one.</param>
    /// <exception cref="StoreUnavailableException">The store did not answer; those that are done stay done.</exception>
    public async Task<DeadLetterTally> RunAsync(DeadLetterFilter filter, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change)
    {
        long start = clock.GetTimestamp();
        int done = 0, failed = 0;
        DeadLetterCursor? cursor = null;
        while (done < Most && clock.GetElapsedTime(start) < Limit)
        {
            ImmutableArray<KeptDeadLetter> page = await letters.SearchAsync(filter, cursor, Math.Min(PageSize, Most - done));
            if (page.IsEmpty)
            {
                break;
            }

            cursor = DeadLetterCursor.Of(page[^1]);
            DeadLetterOutcome[][] outcomes = await Task.WhenAll(page.GroupBy(letter => letter.SiteId).Select(site => ChangeAsync(site, change)));
            done += outcomes.Sum(site => site.Count(outcome => outcome == DeadLetterOutcome.Done));
            failed += outcomes.Sum(site => site.Count(outcome => outcome is DeadLetterOutcome.StillDead or DeadLetterOutcome.Unavailable));
        }

        return new DeadLetterTally(done, failed, await letters.CountAsync(filter));
    }

    /// <summary>Those of one site one after another, as its grain would do them anyway.</summary>
    private async Task<DeadLetterOutcome[]> ChangeAsync(
        IGrouping<string, KeptDeadLetter> site, Func<ISiteGrain, DeadLetterKey, Task<DeadLetterOutcome>> change)
    {
        ISiteGrain grain = grains.GetSite(site.Key);
        var outcomes = new List<DeadLetterOutcome>();
        foreach (KeptDeadLetter letter in site)
        {
            try
            {
                outcomes.Add(await change(grain, letter.Key));
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                outcomes.Add(DeadLetterOutcome.Unavailable);
            }
        }

        return [.. outcomes];
    }
}
