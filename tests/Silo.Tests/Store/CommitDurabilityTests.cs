using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Health;
using Footfall.Operator;
using Footfall.Privacy;
using Footfall.Servers;

namespace Footfall.Store;

/// <summary>PostgreSQL is configured to wait for a missing standby: commits take effect, but would be lost with the server.</summary>
public sealed class CommitDurabilityTests(OwnPostgresFixture own) : IClassFixture<OwnPostgresFixture>
{
    private const string Warning = "canceling wait for synchronous replication due to user request.";

    private readonly PostgresFixture _postgres = own.Postgres;

    [Fact]
    public async Task CommitWithoutItsStandby_IsNoReasonToLetGo_AndNothingMoreIsStoredUntilTheStandbyIsThere()
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        SiteBatch batch = TestStore.Batch("a", state, new TestEvent());
        await test.Months.EnsureAsync(batch.Months, CancellationToken.None);
        var log = new LogLines<OngoingFaults>();
        var faults = new OngoingFaults(TimeProvider.System, log);
        using var probe = new CommitDurabilityProbe(test.Database, test.Availability, faults, TimeProvider.System);
        await probe.StartAsync(CancellationToken.None);
        await using (MissingStandby standby = await MissingStandby.DemandAsync(_postgres.Server))
        {
            Task<CommitOutcome> committing = store.CommitAsync(batch);
            await standby.WaitForWaitingAsync(1);
            await standby.CancelAsync();

            Assert.Equal(CommitOutcome.CommittedHere, await committing.WithinLimitAsync());
            Assert.Equal((1, 0, 1, 0), await test.CountsAsync("a"));
            Assert.Equal(Warning, test.Database.Durability.Warning);
            Assert.Equal("", test.History.TakeFor(0));
            Assert.False(await store.ConfirmAsync("a", batch.FencingToken));
            SiteState read = await store.LoadAsync("a", TestStore.Epoch);
            Assert.Equal(batch.Checkpoint, read.Checkpoint);
            Assert.Equal(CommitOutcome.NotCommitted, await store.CommitAsync(TestStore.Batch("a", read, new TestEvent())).WithinLimitAsync());

            // Only the probe waits, and however often it is cancelled it reports nothing more.
            for (int i = 0; i < 2; i++)
            {
                await standby.WaitForWaitingAsync(1);
                await standby.CancelAsync();
                await Eventually.TrueAsync(async () => await standby.CountWaitingAsync() == 0);
            }

            Assert.True(test.Database.Durability.IsInDoubt);
            Assert.Contains($"without its synchronous standby: {Warning.TrimEnd('.')}", faults.Check(StoreFaults.Check).Description);
        }

        await test.Database.Durability.WaitAsync(CancellationToken.None).WithinLimitAsync();
        Assert.True(await store.ConfirmAsync("a", batch.FencingToken));
        Assert.False(await store.ConfirmAsync("a", Guid.NewGuid()));
        SiteState after = await store.LoadAsync("a", TestStore.Epoch);
        Assert.Equal(CommitOutcome.Committed, await store.CommitAsync(TestStore.Batch("a", after, new TestEvent())).WithinLimitAsync());
        await Eventually.TrueAsync(() => log.All.Count == 2);
        Assert.Contains("without its synchronous standby", log.All[0]);
        Assert.StartsWith("Information: ", log.All[1]);
        await probe.StopAsync(CancellationToken.None);
    }

    /// <summary>
    /// The silo's own time-out. A server that is slow to acknowledge the cancellation leaves the outcome unknown; the queue trims
    /// nothing in either case.
    /// </summary>
    [Fact]
    public async Task CommitThatWaitsTooLong_IsNotTakenForDurable()
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        SiteBatch batch = TestStore.Batch("a", await test.LoadAsync("a"), new TestEvent());
        await test.Months.EnsureAsync(batch.Months, CancellationToken.None);
        await using MissingStandby standby = await MissingStandby.DemandAsync(_postgres.Server);

        CommitOutcome outcome = Assert.Single(await test.RunWorkerAsync(new EventStoreOptions(), batch));
        Assert.Contains(outcome, new[] { CommitOutcome.CommittedHere, CommitOutcome.Unknown });
        await standby.CancelAsync();
        await Eventually.TrueAsync(async () => await test.CountsAsync("a") == (1, 0, 1, 0));
    }

    [Theory]
    [InlineData("client_min_messages", "error")]
    [InlineData("synchronous_commit", "off")]
    [InlineData("synchronous_commit", "local")]
    [InlineData("synchronous_commit", "remote_write")]
    public async Task SettingOfTheDatabase_HidesNoMissingStandby(string setting, string value)
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        await test.ExecuteAsync($"DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET {setting} = %L', current_database(), '{value}'); END $$");
        SiteBatch batch = TestStore.Batch("a", await test.LoadAsync("a"), new TestEvent());
        await test.Months.EnsureAsync(batch.Months, CancellationToken.None);
        await using MissingStandby standby = await MissingStandby.DemandAsync(_postgres.Server);

        Task<CommitOutcome[]> committing = test.RunWorkerAsync(new EventStoreOptions(), batch);
        await standby.WaitForWaitingAsync(1);
        await standby.CancelAsync();

        Assert.Equal([CommitOutcome.CommittedHere], await committing.WithinLimitAsync());
    }

    [Fact]
    public async Task SessionThatIsEndedWhileItWaits_IsUnknownAndNotConfirmed()
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        EventStore store = await test.StartAsync();
        SiteState state = await store.LoadAsync("a", TestStore.Epoch);
        SiteBatch batch = TestStore.Batch("a", state, new TestEvent());
        await test.Months.EnsureAsync(batch.Months, CancellationToken.None);
        await using MissingStandby standby = await MissingStandby.DemandAsync(_postgres.Server);

        Task<CommitOutcome> committing = store.CommitAsync(batch);
        await standby.WaitForWaitingAsync(1);
        await standby.TerminateAsync();
        Assert.Equal(CommitOutcome.Unknown, await committing.WithinLimitAsync());
        await test.Availability.WaitAsync(CancellationToken.None).WithinLimitAsync();

        // It took effect, but a reader of it cannot rely on it yet.
        Assert.Equal(batch.FencingToken, (await store.LoadAsync("a", TestStore.Epoch)).FencingToken);
        Task<bool> confirming = store.ConfirmAsync("a", batch.FencingToken);
        await standby.WaitForWaitingAsync(1);
        await standby.CancelAsync();
        Assert.False(await confirming.WithinLimitAsync());
        Assert.True(test.Database.Durability.IsInDoubt);
    }

    [Fact]
    public async Task ChangeOfAnOperator_WithoutItsStandby_IsNotAnsweredAsDone()
    {
        await using TestStore test = await _postgres.CreateStoreAsync();
        test.Availability.Open();
        Func<Task>[] changes =
        [
            () => new SitePauseStore(test.Queries).PauseAsync("a"),
            () => new ErasureStore(test.Queries, new ErasureSignal()).AddAsync("a", EventOwner.OfUser("user"), new QueueSnapshot(DateTimeOffset.UnixEpoch, [])),
        ];
        foreach (Func<Task> change in changes)
        {
            await using (MissingStandby standby = await MissingStandby.DemandAsync(_postgres.Server))
            {
                Task changing = change();
                await standby.CancelUntilDoneAsync(changing);
                await Assert.ThrowsAsync<StoreUnavailableException>(() => changing);

                // The fault is known by now, so nothing waits for it.
                StoreUnavailableException refusal = await Assert.ThrowsAsync<StoreUnavailableException>(change);
                Assert.Contains(Warning, refusal.Message);
                Assert.Equal(0, await standby.CountWaitingAsync());
            }

            test.Database.Durability.Restore();
        }
    }
}
