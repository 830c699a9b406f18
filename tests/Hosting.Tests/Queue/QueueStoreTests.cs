using System.Globalization;
using Footfall.Servers;

namespace Footfall.Queue;

public sealed class QueueStoreTests(OneServer redis) : IClassFixture<OneServer>
{
    private static readonly StoreWord First = new("installation", "db:5432/footfall", "a", "copy-1", IsEstablished: false);

    [Fact]
    public async Task FirstSilo_MakesTheQueueItsInstallations_AndAnotherInstallationIsRefused()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        Assert.Null(await store.ReadOwnerAsync());

        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(First)).Verdict);
        Assert.Equal(new QueueOwner("installation", "db:5432/footfall", null), await store.ReadOwnerAsync());
        Assert.Equal(
            new StoreAnswer(StoreVerdict.OtherInstallation, "installation", "db:5432/footfall"),
            await store.ClaimAsync(First with { Installation = "another", Silo = "b", IsEstablished = true }));
        Assert.Equal(StoreVerdict.Accepted, (await new QueueStore(queue.Redis, new QueueKeys("x")).ClaimAsync(First with { Installation = "another" })).Verdict);
    }

    [Fact]
    public async Task SiloWithAnotherCopy_WaitsForTheOthers_AndNobodyElseDoes()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        await store.ClaimAsync(First);
        StoreWord copy = First with { Silo = "b", Database = "copy-2", Address = "elsewhere" };
        Assert.Equal(new StoreAnswer(StoreVerdict.CopyInUse, "installation", "db:5432/footfall"), await store.ClaimAsync(copy));

        // The refused one counts for nothing.
        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(First with { Silo = "c" })).Verdict);
        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(First with { IsEstablished = true })).Verdict);

        await store.LeaveAsync("a");
        Assert.Equal(StoreVerdict.CopyInUse, (await store.ClaimAsync(copy)).Verdict);
        await store.LeaveAsync("c");
        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(copy)).Verdict);
        Assert.Equal("elsewhere", (await store.ReadOwnerAsync())!.Address);
    }

    [Fact]
    public async Task SilosThatFollowTheirPostgres_WaitForEachOtherOnly()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        StoreWord second = First with { Silo = "b" };
        await store.ClaimAsync(First);
        await store.ClaimAsync(second);

        Assert.Equal(StoreVerdict.CopyInUse, (await store.ClaimAsync(First with { Database = "copy-2" })).Verdict);
        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(second with { Database = "copy-2" })).Verdict);
        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(First with { Database = "copy-2" })).Verdict);
    }

    [Theory]
    [InlineData(-3001)]
    [InlineData(3_000_000)]
    public async Task WordThatIsOld_OrOfALaterClock_CountsForNothing(long ms)
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        long now = await queue.NowAsync() + ms;
        await queue.Database.HashSetAsync(QueueKeys.Default.Store, "silo:old", string.Create(CultureInfo.InvariantCulture, $"copy-1 {now} somewhere"));

        Assert.Equal(StoreVerdict.Accepted, (await store.ClaimAsync(First with { Database = "copy-2" })).Verdict);
    }
}
