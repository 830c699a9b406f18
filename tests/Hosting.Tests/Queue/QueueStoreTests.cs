using System.Globalization;
using Footfall.Servers;

namespace Footfall.Queue;

public sealed class QueueStoreTests(OneServer redis) : IClassFixture<OneServer>
{
    private static readonly StoreIdentity First = new("installation", "db:5432/footfall", "a", "copy-1", IsEstablished: false);

    [Fact]
    public async Task FirstSilo_MakesTheQueueItsInstallations_AndAnotherInstallationIsRefused()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        Assert.Null(await store.ReadOwnerAsync());

        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(First)).Status);
        Assert.Equal(new QueueOwner("installation", "db:5432/footfall", null), await store.ReadOwnerAsync());
        Assert.Equal(
            new StoreOwnershipResult(StoreOwnershipStatus.OtherInstallation, "installation", "db:5432/footfall"),
            await store.ClaimAsync(First with { Installation = "another", Silo = "b", IsEstablished = true }));
        Assert.Equal(StoreOwnershipStatus.Accepted, (await new QueueStore(queue.Redis, new QueueKeys("x")).ClaimAsync(First with { Installation = "another" })).Status);
    }

    [Fact]
    public async Task SiloWithAnotherCopy_WaitsForTheOthers_AndNobodyElseDoes()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        await store.ClaimAsync(First);
        StoreIdentity copy = First with { Silo = "b", Database = "copy-2", Address = "elsewhere" };
        Assert.Equal(new StoreOwnershipResult(StoreOwnershipStatus.CopyInUse, "installation", "db:5432/footfall"), await store.ClaimAsync(copy));

        // The refused claim has no effect.
        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(First with { Silo = "c" })).Status);
        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(First with { IsEstablished = true })).Status);

        await store.LeaveAsync("a");
        Assert.Equal(StoreOwnershipStatus.CopyInUse, (await store.ClaimAsync(copy)).Status);
        await store.LeaveAsync("c");
        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(copy)).Status);
        Assert.Equal("elsewhere", (await store.ReadOwnerAsync())!.Address);
    }

    [Fact]
    public async Task SilosThatFollowTheirPostgres_WaitForEachOtherOnly()
    {
        await using TestQueue queue = await redis.OpenAsync();
        var store = new QueueStore(queue.Redis, QueueKeys.Default);
        StoreIdentity second = First with { Silo = "b" };
        await store.ClaimAsync(First);
        await store.ClaimAsync(second);

        Assert.Equal(StoreOwnershipStatus.CopyInUse, (await store.ClaimAsync(First with { Database = "copy-2" })).Status);
        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(second with { Database = "copy-2" })).Status);
        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(First with { Database = "copy-2" })).Status);
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

        Assert.Equal(StoreOwnershipStatus.Accepted, (await store.ClaimAsync(First with { Database = "copy-2" })).Status);
    }
}
