using Footfall.Drain;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Stats;

public sealed class StatsCacheTests
{
    private static readonly DateOnly Day = new(2026, 3, 14);

    private readonly FakeTimeProvider _clock = new();
    private readonly FakeStatsReader _store = new();
    private readonly StatsCache _cache;

    public StatsCacheTests()
    {
        _cache = new StatsCache("a", _store, _clock);
        _store.Commit();
    }

    [Fact]
    public async Task Answer_WithinASecond_IsGivenWithoutAskingTheStore()
    {
        Assert.Equal(1, await ViewsAsync());
        _clock.Advance(TimeSpan.FromMilliseconds(999));

        Assert.Equal(1, await ViewsAsync());
        Assert.Equal((1, 0), (_store.Reads, _store.Checks));
    }

    [Fact]
    public async Task OwnCommit_MakesAnswersStaleAtOnce()
    {
        await ViewsAsync();
        _store.Commit();

        Assert.Equal(2, (await _cache.GetAsync(null, _store.CommitId)).TotalViews);
    }

    [Fact]
    public async Task CommitOfAnotherActivation_IsSeenAfterASecond()
    {
        Guid? own = _store.CommitId;
        Assert.Equal(1, (await _cache.GetAsync(null, own)).TotalViews);
        _store.Commit();

        Assert.Equal(1, (await _cache.GetAsync(null, own)).TotalViews);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, (await _cache.GetAsync(null, null)).TotalViews);
    }

    [Fact]
    public async Task Activation_WhoseOwnFenceIsBehindTheStore_GetsFreshAnswersWithinASecond()
    {
        Guid? stale = _store.CommitId;
        await _cache.GetAsync(null, stale);
        _store.Commit();
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(2, (await _cache.GetAsync(null, stale)).TotalViews);
        _store.Commit();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(3, (await _cache.GetAsync(null, stale)).TotalViews);
    }

    [Fact]
    public async Task Answer_OlderThanASecondThatStillHolds_IsCheckedAndNotReadAgain()
    {
        await ViewsAsync();
        for (int second = 1; second <= 3; second++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await ViewsAsync();
            await ViewsAsync();
            Assert.Equal((1, second), (_store.Reads, _store.Checks));
        }
    }

    [Fact]
    public async Task Days_AreKeptApartFromEachOtherAndFromAllTime()
    {
        Assert.Equal(Day, (await _cache.GetAsync(Day, null)).Date);
        Assert.Equal(Day.AddDays(1), (await _cache.GetAsync(Day.AddDays(1), null)).Date);
        Assert.Null((await _cache.GetAsync(null, null)).Date);
        Assert.Equal(3, _store.Reads);

        Assert.Equal(Day, (await _cache.GetAsync(Day, null)).Date);
        Assert.Equal(3, _store.Reads);
    }

    [Fact]
    public async Task Days_BeyondTheCapacity_AreForgottenAndReadAgain()
    {
        for (int day = 0; day < 64; day++)
        {
            await _cache.GetAsync(Day.AddDays(day), null);
        }

        await _cache.GetAsync(Day, null);
        Assert.Equal(64, _store.Reads);
        await _cache.GetAsync(Day.AddDays(64), null);
        await _cache.GetAsync(Day, null);
        Assert.Equal(66, _store.Reads);
    }

    [Fact]
    public async Task StoreThatIsAway_IsAFailureAndNotAnOldAnswer()
    {
        await ViewsAsync();
        _store.IsAway = true;
        _clock.Advance(TimeSpan.FromSeconds(1));

        await Assert.ThrowsAsync<StoreUnavailableException>(ViewsAsync);
        _store.IsAway = false;
        Assert.Equal(1, await ViewsAsync());
    }

    [Fact]
    public async Task UnknownSite_IsCachedToo()
    {
        var store = new FakeStatsReader();
        var cache = new StatsCache("nobody", store, _clock);
        await cache.GetAsync(null, null);
        await cache.GetAsync(null, null);
        Assert.Equal(1, store.Reads);

        store.Commit();
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, (await cache.GetAsync(null, null)).TotalViews);
    }

    private async Task<long> ViewsAsync() => (await _cache.GetAsync(null, null)).TotalViews;
}
