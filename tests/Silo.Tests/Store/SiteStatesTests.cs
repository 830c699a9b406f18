using Footfall.Drain;
using Footfall.Queue;
using Footfall.Servers;

namespace Footfall.Store;

public sealed class SiteStatesTests(PostgresFixture postgres)
{
    [Fact]
    public async Task NewSites_LoadedBySeveralSilosAtOnce_HaveOneFencingTokenEach()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await using var first = new SiteStates(test.Database, test.Availability);
        await using var second = new SiteStates(test.Database, test.Availability);
        string[] sites = [.. Enumerable.Range(0, 1500).Select(i => $"site-{i}")];

        SiteState[][] loaded = await Task.WhenAll(
            Task.WhenAll(sites.Select(site => first.LoadAsync(site, TestStore.Epoch))),
            Task.WhenAll(sites.Reverse().Select(site => second.LoadAsync(site, TestStore.Epoch)))).WithinLimitAsync();

        Assert.Equal(loaded[0], loaded[1].Reverse());
        Assert.Equal(1500, loaded[0].Select(state => state.FencingToken).Distinct().Count());
        Assert.All(loaded[0], state => Assert.Equal(EntryId.None, state.Checkpoint));
        Assert.Equal(1500, await test.ScalarAsync<long>("SELECT count(*) FROM site_state"));
    }

    [Fact]
    public async Task OneSite_LoadedManyTimesAtOnce_IsMadeOnce()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        await using var states = new SiteStates(test.Database, test.Availability);

        SiteState[] loaded = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => states.LoadAsync("a", $"{i:x16}"))).WithinLimitAsync();

        Assert.Single(loaded.Distinct());
    }

    [Fact]
    public async Task Load_AfterTheStop_SaysThatTheStoreIsNotThere()
    {
        await using TestStore test = await postgres.CreateStoreAsync();
        var states = new SiteStates(test.Database, test.Availability);
        await states.DisposeAsync();

        await Assert.ThrowsAsync<StoreUnavailableException>(() => states.LoadAsync("a", TestStore.Epoch));
    }
}
