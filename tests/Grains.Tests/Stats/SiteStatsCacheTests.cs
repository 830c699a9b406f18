using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Stats;

public sealed class SiteStatsCacheTests
{
    private const string Epoch = "0123456789abcdef";

    private static readonly DateOnly Day = new(2026, 3, 14);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly FakeStatsReader _store = new();
    private readonly FakeQueueInspector _queue = new();
    private readonly SiteStatsCache _statsCache;

    public SiteStatsCacheTests()
    {
        _statsCache = new SiteStatsCache("a", _store, new SiteFreshness("a", _store, _queue, _timeProvider), _timeProvider);
        _store.Commit();
    }

    [Fact]
    public async Task Answer_WithinASecond_IsGivenWithoutAskingTheStore()
    {
        Assert.Equal(1, await ViewsAsync());
        _timeProvider.Advance(TimeSpan.FromMilliseconds(999));

        Assert.Equal(1, await ViewsAsync());
        Assert.Equal((1, 0), (_store.Reads, _store.Checks));
    }

    [Fact]
    public async Task OwnCommit_MakesAnswersStaleAtOnce()
    {
        await ViewsAsync();
        _store.Commit();

        Assert.Equal(2, (await _statsCache.GetAsync(null, _store.FencingToken)).Stats!.TotalViews);
    }

    [Fact]
    public async Task CommitOfAnotherActivation_IsSeenAfterASecond()
    {
        Guid? own = _store.FencingToken;
        Assert.Equal(1, (await _statsCache.GetAsync(null, own)).Stats!.TotalViews);
        _store.Commit();

        Assert.Equal(1, (await _statsCache.GetAsync(null, own)).Stats!.TotalViews);
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await _statsCache.GetAsync(null, null)).Stats!.TotalViews);
    }

    [Fact]
    public async Task Activation_WhoseOwnFencingTokenIsBehindTheStore_GetsFreshAnswersWithinASecond()
    {
        Guid? stale = _store.FencingToken;
        await _statsCache.GetAsync(null, stale);
        _store.Commit();
        _timeProvider.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await _statsCache.GetAsync(null, stale)).Stats!.TotalViews);
        _store.Commit();
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await _statsCache.GetAsync(null, stale)).Stats!.TotalViews);
    }

    [Fact]
    public async Task Answer_OlderThanASecondThatStillHolds_IsCheckedAndNotReadAgain()
    {
        await ViewsAsync();
        for (int second = 1; second <= 3; second++)
        {
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            await ViewsAsync();
            await ViewsAsync();
            Assert.Equal((1, second), (_store.Reads, _store.Checks));
        }
    }

    [Fact]
    public async Task Days_AreKeptApartFromEachOtherAndFromAllTime()
    {
        Assert.Equal(Day, (await _statsCache.GetAsync(Day, null)).Stats!.Date);
        Assert.Equal(Day.AddDays(1), (await _statsCache.GetAsync(Day.AddDays(1), null)).Stats!.Date);
        Assert.Null((await _statsCache.GetAsync(null, null)).Stats!.Date);
        Assert.Equal(3, _store.Reads);

        Assert.Equal(Day, (await _statsCache.GetAsync(Day, null)).Stats!.Date);
        Assert.Equal(3, _store.Reads);
    }

    [Fact]
    public async Task Days_BeyondTheCapacity_AreForgottenAndReadAgain()
    {
        for (int day = 0; day < 64; day++)
        {
            await _statsCache.GetAsync(Day.AddDays(day), null);
        }

        await _statsCache.GetAsync(Day, null);
        Assert.Equal(64, _store.Reads);
        await _statsCache.GetAsync(Day.AddDays(64), null);
        await _statsCache.GetAsync(Day, null);
        Assert.Equal(66, _store.Reads);
    }

    [Fact]
    public async Task StoreThatIsAway_IsAFailureAndNotAnOldAnswer()
    {
        await ViewsAsync();
        _store.IsAway = true;
        _timeProvider.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<StoreUnavailableException>(ViewsAsync);
        _store.IsAway = false;
        Assert.Equal(1, await ViewsAsync());
    }

    [Fact]
    public async Task UnknownSite_IsCachedToo()
    {
        var store = new FakeStatsReader();
        var answers = new SiteStatsCache("nobody", store, new SiteFreshness("nobody", store, _queue, _timeProvider), _timeProvider);
        await answers.GetAsync(null, null);
        await answers.GetAsync(null, null);
        Assert.Equal(1, store.Reads);

        store.Commit();
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await answers.GetAsync(null, null)).Stats!.TotalViews);
    }

    [Fact]
    public async Task Freshness_OfASiteWithoutQueue_IsTheQueuesTimeAndNothingQueued()
    {
        Assert.Equal(new Freshness(FakeQueueInspector.Start, 0), (await _statsCache.GetAsync(null, null)).Freshness);
    }

    [Fact]
    public async Task Freshness_TellsWhatIsQueuedAndIsRenewedWithEachCheck()
    {
        _queue.Add(Epoch, 1000, events: 2);
        Assert.Equal(2, (await _statsCache.GetAsync(null, null)).Freshness!.Queued);

        _queue.Add(Epoch, 2000, events: 3);
        Assert.Equal(2, (await _statsCache.GetAsync(null, null)).Freshness!.Queued);
        _timeProvider.Advance(TimeSpan.FromSeconds(1));
        Freshness later = (await _statsCache.GetAsync(null, null)).Freshness!;

        Assert.Equal((1, 5), (_store.Reads, later.Queued));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(999), later.AsOf);
    }

    [Fact]
    public async Task RedisThatIsAway_LeavesTheFiguresWithoutAWordOnTheirFreshness()
    {
        _queue.IsAway = true;

        StatsResult result = await _statsCache.GetAsync(null, null);

        Assert.Equal((StatsOutcome.Answered, 1), (result.Outcome, result.Stats!.TotalViews));
        Assert.Null(result.Freshness);
        await Assert.ThrowsAsync<QueueUnavailableException>(() => _statsCache.WaitAsync(null, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public async Task Wait_OnWhatIsStored_AnswersAtOnceAndNeverFromMemory()
    {
        _queue.Add(Epoch, 1000);
        _store.Commit(Epoch, new EntryId(1000, 0));
        await ViewsAsync();
        _store.Commit(Epoch, new EntryId(1000, 0));

        StatsResult result = await _statsCache.WaitAsync(null, TimeSpan.FromSeconds(1)).WithinLimitAsync();

        Assert.Equal((StatsOutcome.Answered, 3), (result.Outcome, result.Stats!.TotalViews));
        Assert.Equal(new Freshness(FakeQueueInspector.Start, 0), result.Freshness);
    }

    [Fact]
    public async Task Wait_EndsWithTheCommitThatCoversTheQuestionThoughMoreIsQueuedMeanwhile()
    {
        _queue.Add(Epoch, 1000);
        Task<StatsResult> waiting = _statsCache.WaitAsync(null, TimeSpan.FromSeconds(2));
        _queue.Add(Epoch, 1001);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(20));
        Assert.False(waiting.IsCompleted);
        _store.Commit(Epoch, new EntryId(1000, 0));
        _timeProvider.Advance(TimeSpan.FromMilliseconds(20));

        StatsResult result = await waiting.WithinLimitAsync();

        Assert.Equal((StatsOutcome.Answered, 2), (result.Outcome, result.Stats!.TotalViews));
    }

    [Fact]
    public async Task Waits_OfMany_AskTheStoreTogether()
    {
        _queue.Add(Epoch, 1000);
        Task<StatsResult>[] waiting = [.. Enumerable.Range(0, 200).Select(_ => _statsCache.WaitAsync(null, TimeSpan.FromSeconds(2)))];
        for (int step = 0; step < 50; step++)
        {
            _timeProvider.Advance(TimeSpan.FromMilliseconds(20));
        }

        Assert.InRange(_store.Checks, 2, 51);
        _store.Commit(Epoch, new EntryId(1000, 0));
        _timeProvider.Advance(TimeSpan.FromMilliseconds(20));

        Assert.All(await Task.WhenAll(waiting).WithinLimitAsync(), result => Assert.Equal((StatsOutcome.Answered, 2), (result.Outcome, result.Stats!.TotalViews)));
    }

    [Fact]
    public async Task Wait_WhoseTimeIsOver_TellsHowFarItGot()
    {
        _queue.Add(Epoch, 1000);
        _queue.Add(Epoch, 5000, events: 4);
        Task<StatsResult> waiting = _statsCache.WaitAsync(null, TimeSpan.FromSeconds(2));
        _store.Commit(Epoch, new EntryId(1000, 0));
        for (int step = 0; step < 100; step++)
        {
            Assert.False(waiting.IsCompleted);
            _timeProvider.Advance(TimeSpan.FromMilliseconds(20));
        }

        Assert.Equal(
            new StatsResult(StatsOutcome.NotYet, null, new Freshness(DateTimeOffset.FromUnixTimeMilliseconds(999), 4)),
            await waiting.WithinLimitAsync());
    }

    private async Task<long> ViewsAsync() => (await _statsCache.GetAsync(null, null)).Stats!.TotalViews;
}
