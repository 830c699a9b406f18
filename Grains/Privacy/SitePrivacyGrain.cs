using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Stats;

namespace Footfall.Privacy;

/// <inheritdoc cref="ISitePrivacyGrain"/>
[GrainType(SiteGrains.PrivacyType)]
internal sealed class SitePrivacyGrain(
    IGrainContext context, IErasureStore erasures, IUserEvents events, IQueueInspector queue, IStatsReader store, TimeProvider timeProvider) : Grain, ISitePrivacyGrain
{
    private const int MaxErasures = 100;

    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    private readonly string _siteId = context.GrainId.Key.ToString()!;

    public Task<ErasureView?> EraseUser(SiteUser user) => EraseAsync(EventOwner.OfUser(user.Id));

    public Task<ErasureView?> EraseVisitor(SiteVisitor visitor) => EraseAsync(EventOwner.OfVisitor(visitor.Id));

    public Task<ErasureView?> EraseSite() => EraseAsync(null);

    public Task<ErasureList?> List() => Outage.OrNullAsync<ErasureList?>(async () =>
        new ErasureList(await erasures.ListAsync(_siteId, MaxErasures), await erasures.ReadRetentionAsync(_siteId)));

    public Task<UserEventCursor?> BeginRead(TimeSpan maxWait) => Outage.OrNullAsync<UserEventCursor?>(async () =>
    {
        long start = timeProvider.GetTimestamp();
        QueueSnapshot asked = await queue.ReadAsync(_siteId);
        while (!(await store.ReadPositionAsync(_siteId)).Covers(asked))
        {
            if (timeProvider.GetElapsedTime(start) >= maxWait)
            {
                return null;
            }

            await Task.Delay(WaitStep, timeProvider);
        }

        return await events.BeginAsync(_siteId);
    });

    public Task<UserEventPage?> Read(SiteUser user, UserEventCursor cursor) => ReadAsync(EventOwner.OfUser(user.Id), cursor);

    public Task<UserEventPage?> ReadVisitor(SiteVisitor visitor, UserEventCursor cursor) => ReadAsync(EventOwner.OfVisitor(visitor.Id), cursor);

    private Task<UserEventPage?> ReadAsync(EventOwner owner, UserEventCursor cursor) =>
        Outage.OrNullAsync<UserEventPage?>(async () => await events.ReadAsync(_siteId, owner, cursor));

    /// <summary>Reads the queue first: whatever has left it by then is stored.</summary>
    private Task<ErasureView?> EraseAsync(EventOwner? owner) =>
        Outage.OrNullAsync<ErasureView?>(async () => await erasures.AddAsync(_siteId, owner, await queue.ReadAsync(_siteId)));
}
