namespace Footfall.Drain;

/// <summary>Schedules drains of sites.</summary>
public interface IDrainScheduler
{
    /// <summary>Makes a delayed site due now; one without entries stays as it is.</summary>
    /// <exception cref="QueueUnavailableException">Redis did not answer. The site is due once its delay is over.</exception>
    Task ScheduleNowAsync(string siteId);
}
