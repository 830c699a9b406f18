using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Freshness;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <inheritdoc cref="IQueueWatch"/>
internal sealed class RedisQueueWatch(QueueConsumer queue, QueueSurvey survey) : IQueueWatch
{
    public Task<QueueMoment> ReadAsync(string siteId) => AskAsync(async () =>
    {
        int partition = SitePartition.Of(siteId);
        QueueClock clock = await queue.ReadClockAsync(partition);
        ImmutableArray<StreamMoment>.Builder streams = ImmutableArray.CreateBuilder<StreamMoment>();
        foreach (string epoch in clock.Epochs)
        {
            StreamBacklog backlog = await queue.ReadBacklogAsync(partition, new ReadyMember(epoch, siteId), EntryId.None);
            if (backlog.Last is { } last)
            {
                streams.Add(new StreamMoment(epoch, last, backlog.First));
            }
        }

        return new QueueMoment(clock.Now, streams.DrainToImmutable()) { CurrentEpoch = clock.Current };
    });

    public Task<(long Events, EntryId? First)> CountAsync(string siteId, string epoch, EntryId checkpoint) => AskAsync(async () =>
    {
        StreamBacklog backlog = await queue.ReadBacklogAsync(SitePartition.Of(siteId), new ReadyMember(epoch, siteId), checkpoint);
        return (backlog.Events, backlog.First);
    });

    public Task<QueueSums> SumAsync() => AskAsync(survey.SumAsync);

    public Task<QueueCensus> SurveyAsync() => AskAsync(survey.RunAsync);

    private static async Task<TAnswer> AskAsync<TAnswer>(Func<Task<TAnswer>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is RedisException or TimeoutException)
        {
            throw new QueueUnavailableException("Redis did not answer.", e);
        }
    }
}
