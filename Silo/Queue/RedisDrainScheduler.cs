using Footfall.Drain;

namespace Footfall.Queue;

/// <inheritdoc cref="IDrainScheduler"/>
internal sealed class RedisDrainScheduler(QueueConsumer queue) : IDrainScheduler
{
    public Task ScheduleNowAsync(string siteId) => QueueCalls.RunAsync(() => queue.ScheduleNowAsync(SitePartition.Of(siteId), siteId));
}
