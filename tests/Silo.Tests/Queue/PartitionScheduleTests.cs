using Microsoft.Extensions.Time.Testing;

namespace Footfall.Queue;

[Trait("Tier", "fast")]
public sealed class PartitionScheduleTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(400);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly PartitionSchedule _schedule;

    public PartitionScheduleTests() => _schedule = new PartitionSchedule(_timeProvider, Poll, Pace);

    [Fact]
    public async Task AtFirst_AllAreLookedAtOnce()
    {
        DuePartitions due = await TakeAsync();

        Assert.True(due.IsPoll);
        Assert.Empty(due.Partitions);
        Assert.False(TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task WithoutNews_AllAreLookedAtAfterThePoll()
    {
        await TakeAsync();
        Task<DuePartitions> next = TakeAsync();

        _timeProvider.Advance(Poll - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _timeProvider.Advance(TimeSpan.FromMilliseconds(1));

        Assert.True((await next.WithinLimitAsync()).IsPoll);
    }

    [Fact]
    public async Task Schedule_WhileWaiting_GivesThePartitionAtOnce()
    {
        await TakeAsync();
        Task<DuePartitions> next = TakeAsync();

        _schedule.Schedule(7, TimeSpan.Zero);

        Assert.Equal(7, Assert.Single((await next.WithinLimitAsync()).Partitions));
    }

    [Fact]
    public async Task Schedule_WithDelay_GivesThePartitionThen()
    {
        await TakeAsync();
        _schedule.Schedule(7, TimeSpan.FromMilliseconds(200));
        Task<DuePartitions> next = TakeAsync();
        Assert.False(next.IsCompleted);

        _timeProvider.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(7, Assert.Single((await next.WithinLimitAsync()).Partitions));
    }

    [Fact]
    public async Task Schedule_ToALaterMoment_ChangesNothing()
    {
        await TakeAsync();
        _schedule.Schedule(7, TimeSpan.FromMilliseconds(200));
        _schedule.Schedule(7, TimeSpan.FromSeconds(50));
        Task<DuePartitions> next = TakeAsync();

        _timeProvider.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(7, Assert.Single((await next.WithinLimitAsync()).Partitions));
    }

    [Fact]
    public async Task Schedule_IsTakenOnce()
    {
        await TakeAsync();
        _schedule.Schedule(7, TimeSpan.Zero);

        DuePartitions due = await TakeAsync();

        Assert.Equal(7, Assert.Single(due.Partitions));
        Assert.False(due.IsPoll);
        Assert.False(TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task Wake_OfAQuietPartition_GivesItAtOnce()
    {
        await TakeAsync();
        _schedule.RecordClaim(7);
        _timeProvider.Advance(Pace);
        Task<DuePartitions> next = TakeAsync();

        _schedule.Wake(7);

        Assert.Equal(7, Assert.Single((await next.WithinLimitAsync()).Partitions));
    }

    [Fact]
    public async Task Wake_OfABusyPartition_WaitsForItsNextTurn()
    {
        await TakeAsync();
        _schedule.RecordClaim(7);
        _schedule.Wake(7);
        Task<DuePartitions> next = TakeAsync();
        Assert.False(next.IsCompleted);

        _timeProvider.Advance(Pace);

        Assert.Equal(7, Assert.Single((await next.WithinLimitAsync()).Partitions));
    }

    /// <summary>Whenever they were woken, the partitions of a turn are claimed together, and each once per interval.</summary>
    [Fact]
    public async Task Wake_OfBusyPartitions_GivesThemByTurns()
    {
        await TakeAsync();
        var turns = new List<int[]>();
        for (int partition = 0; partition < SitePartition.Count; partition++)
        {
            _schedule.RecordClaim(partition);
            _schedule.Wake(partition);
        }

        for (int turn = 0; turn < 8; turn++)
        {
            Task<DuePartitions> next = TakeAsync();
            _timeProvider.Advance(Pace / 8);
            turns.Add((await next.WithinLimitAsync()).Partitions);
        }

        Assert.All(turns, turn => Assert.Equal(SitePartition.Count / 8, turn.Length));
        Assert.Equal(Enumerable.Range(0, SitePartition.Count), turns.SelectMany(turn => turn).Order());
    }

    [Fact]
    public async Task LookNow_WhileWaiting_HasAllLookedAtOnce()
    {
        await TakeAsync();
        Task<DuePartitions> next = TakeAsync();

        _schedule.PollNow();

        Assert.True((await next.WithinLimitAsync()).IsPoll);
    }

    [Fact]
    public async Task Cancellation_EndsTheWait()
    {
        await TakeAsync();
        using var stopping = new CancellationTokenSource();
        Task<DuePartitions> next = _schedule.DequeueDueAsync(stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WithinLimitAsync());
    }

    private Task<DuePartitions> TakeAsync() => _schedule.DequeueDueAsync(CancellationToken.None);
}
