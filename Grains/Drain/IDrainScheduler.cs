namespace Footfall.Drain;

/// <summary>Has a site drained soon.</summary>
public interface IDrainScheduler
{
    /// <summary>Makes a site that rests due now; one without entries stays as it is.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer. The site is due once its rest is over.</exception>
    Task ScheduleNowAsync(string siteId);
}
