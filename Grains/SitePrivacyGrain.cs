using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Privacy;
using Footfall.Stats;

namespace Footfall;

/// <inheritdoc cref="ISitePrivacyGrain"/>
[GrainType(SiteGrains.PrivacyType)]
internal sealed class SitePrivacyGrain(
    IGrainContext context, IErasureBook book, IUserEvents events, IQueueWatch queue, IStatsReader store, TimeProvider clock) : Grain, ISitePrivacyGrain
{
    private const int MostErasures = 100;

    private static readonly TimeSpan WaitStep = TimeSpan.FromMilliseconds(20);

    private readonly string _siteId = context.GrainId.Key.ToString()!;

    public Task<ErasureView?> EraseUser(SiteUser user) => EraseAsync(user.Id);

    public Task<ErasureView?> EraseSite() => EraseAsync(null);

    public Task<ErasureList?> List() => AskAsync<ErasureList?>(async () =>
        new ErasureList(await book.ListAsync(_siteId, MostErasures), await book.ReadRetentionAsync(_siteId)));

    public Task<UserEventCursor?> BeginRead(TimeSpan longest) => AskAsync<UserEventCursor?>(async () =>
    {
        long start = clock.GetTimestamp();
        QueueMoment asked = await queue.ReadAsync(_siteId);
        while (!(await store.ReadPositionAsync(_siteId)).Covers(asked))
        {
            if (clock.GetElapsedTime(start) >= longest)
            {
                return null;
            }

            await Task.Delay(WaitStep, clock);
        }

        return await events.BeginAsync(_siteId);
    });

    public Task<UserEventPage?> Read(SiteUser user, UserEventCursor cursor) =>
        AskAsync<UserEventPage?>(async () => await events.ReadAsync(_siteId, user.Id, cursor));

    /// <summary>The queue first: what it has lost by then is stored.</summary>
    private Task<ErasureView?> EraseAsync(string? userId) =>
        AskAsync<ErasureView?>(async () => await book.AddAsync(_siteId, userId, await queue.ReadAsync(_siteId)));

    /// <summary>The answer; the type's default while the store or Redis is away.</summary>
    private static async Task<T?> AskAsync<T>(Func<Task<T?>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception e) when (e is StoreUnavailableException or QueueUnavailableException)
        {
            return default;
        }
    }
}
