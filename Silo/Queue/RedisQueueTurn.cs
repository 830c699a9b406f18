using Footfall.Drain;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IQueueTurn"/>
internal sealed class RedisQueueTurn(QueueConsumer queue) : IQueueTurn
{
    public async Task HastenAsync(string siteId)
    {
        try
        {
            await queue.HastenAsync(SitePartition.Of(siteId), siteId);
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }
    }
}
