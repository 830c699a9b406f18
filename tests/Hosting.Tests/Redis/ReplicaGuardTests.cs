using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Queue;
using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>A master accepts events only with replicas in step, and confirms them only when replicas have them.</summary>
public sealed class ReplicaGuardTests : IAsyncLifetime
{
    private RedisServer _master = null!;
    private RedisServer _replica = null!;
    private TestQueue _queue = null!;

    public async ValueTask InitializeAsync()
    {
        _master = await RedisServer.StartAsync(new RedisServerOptions { ExtraArguments = ["--repl-diskless-sync-delay", "0"] });
        _replica = await RedisServer.StartAsync(new RedisServerOptions
        {
            ExtraArguments = ["--replicaof", "127.0.0.1", _master.Port.ToString(CultureInfo.InvariantCulture)],
        });
        _queue = new TestQueue(await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_master.ConnectionString)));
        await Eventually.TrueAsync(IsInStepAsync);
    }

    public async ValueTask DisposeAsync()
    {
        await (_queue?.DisposeAsync() ?? ValueTask.CompletedTask);
        _replica?.Thaw();
        await (_replica?.DisposeAsync() ?? ValueTask.CompletedTask);
        await (_master?.DisposeAsync() ?? ValueTask.CompletedTask);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Event_WithEnoughReplicas_IsAccepted(bool waits)
    {
        Assert.Equal((EnqueueOutcome.Accepted, (string?)null), await EnqueueAsync(1, waits));

        Assert.Single(await _queue.IdsAsync(TestQueue.Site(0)));
    }

    [Fact]
    public async Task Event_ThatIsAccepted_IsAtTheReplica()
    {
        await using ConnectionMultiplexer replica = await ConnectionMultiplexer.ConnectAsync(_replica.ConnectionString);
        int accepted = 0;
        await Eventually.TrueAsync(async () =>
        {
            // A machine that stands still for seconds makes the replica late, and a refusal right.
            accepted += (await EnqueueAsync(1, waits: true)).Outcome is EnqueueOutcome.Accepted ? 1 : 0;
            Assert.InRange(
                await replica.GetDatabase().StreamLengthAsync(await _queue.StreamAsync(TestQueue.Site(0))), accepted, int.MaxValue);
            return accepted == 50;
        });
    }

    [Fact]
    public async Task Event_WithTooFewReplicas_IsNotTaken()
    {
        Assert.Equal((EnqueueOutcome.Accepted, (string?)null), await EnqueueAsync(1, waits: false));

        Assert.Equal(
            (EnqueueOutcome.Unavailable, "Only 1 of the 2 replicas that Collect:MinReplicas requires are connected to the Redis master and in step."),
            await EnqueueAsync(2, waits: false));
        await _replica.KillAsync();
        await Eventually.TrueAsync(async () => (await ReplicationAsync()).Contains("connected_slaves:0", StringComparison.Ordinal));
        Assert.Equal(EnqueueOutcome.Unavailable, (await EnqueueAsync(1, waits: true)).Outcome);
        Assert.Single(await _queue.IdsAsync(TestQueue.Site(0)));
    }

    [Fact]
    public async Task Event_WhoseReplicaIsSilent_IsUnknownAndLaterNotTaken()
    {
        Assert.Equal((EnqueueOutcome.Accepted, (string?)null), await EnqueueAsync(1, waits: true));
        _replica.Freeze();

        (EnqueueOutcome outcome, string? reason) = await EnqueueAsync(1, waits: true);

        Assert.Equal(EnqueueOutcome.Unknown, outcome);
        Assert.Equal("0 of 1 replicas had confirmed the events after 700 ms.", reason);
        await Eventually.TrueAsync(async () => (await EnqueueAsync(1, waits: false)).Outcome == EnqueueOutcome.Unavailable);
        int there = (await _queue.IdsAsync(TestQueue.Site(0))).Length;
        Assert.Equal(EnqueueOutcome.Unavailable, (await EnqueueAsync(1, waits: true)).Outcome);
        Assert.Equal(there, (await _queue.IdsAsync(TestQueue.Site(0))).Length);
    }

    private async Task<(EnqueueOutcome Outcome, string? Reason)> EnqueueAsync(int least, bool waits)
    {
        var producer = new QueueProducer(_queue.Redis, QueueKeys.Default, new ReplicaGuard(least, TimeSpan.FromSeconds(3), waits));
        var outcomes = new EnqueueOutcome[1];
        Exception? failure = await producer.EnqueueAsync(
            [new EnqueueEntry(TestQueue.Partition, TestQueue.Site(0), 1, TestEvent.Entry(new TestEvent()))], TestQueue.Unlimited, outcomes);
        return (outcomes[0], failure?.Message);
    }

    /// <summary>Whether the replica has acknowledged a write: it is "online" before, while it still stores the copy it was sent.</summary>
    private async Task<bool> IsInStepAsync()
    {
        if (!(await ReplicationAsync()).Contains("state=online", StringComparison.Ordinal))
        {
            return false;
        }

        await _queue.Server.ExecuteAsync("SET", "in-step", "?");
        return (int)await _queue.Server.ExecuteAsync("WAIT", 1, 100) == 1;
    }

    private async Task<string> ReplicationAsync() => (string)(await _queue.Server.ExecuteAsync("INFO", "replication"))!;
}
