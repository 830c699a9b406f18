using Footfall.Drain;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IDrainScheduler"/>
internal sealed class RedisDrainScheduler(QueueConsumer queue) : IDrainScheduler
{
    public async Task ScheduleNowAsync(string siteId)
    {
        try
        {
            await queue.ScheduleNowAsync(SitePartition.Of(siteId), siteId);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }
    }
}
