using Footfall.Drain;

namespace Footfall.Operator;

/// <summary>Pauses and resumes a site on its activation, where no drain may run meanwhile.</summary>
internal sealed class SitePause(ISitePauseStore store, IDrainScheduler scheduler)
{
    /// <summary>Returns false while the store is unavailable.</summary>
    public Task<bool> PauseAsync(string siteId, SiteDrain drain) => ChangeAsync(siteId, drain, store.PauseAsync);

    /// <summary>Returns false while the store is unavailable.</summary>
    public async Task<bool> ResumeAsync(string siteId, SiteDrain drain)
    {
        if (!await ChangeAsync(siteId, drain, store.ResumeAsync))
        {
            return false;
        }

        // If it fails, the next check of the site is seconds away.
        await Outage.OrFalseAsync(() => scheduler.ScheduleNowAsync(siteId));
        return true;
    }

    private static Task<bool> ChangeAsync(string siteId, SiteDrain drain, Func<string, Task> change) =>
        Outage.OrFalseAsync(() => drain.RunBetweenDrainsAsync(async () =>
        {
            await change(siteId);
            return true;
        }));
}
