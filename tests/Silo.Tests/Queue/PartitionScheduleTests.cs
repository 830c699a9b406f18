using Microsoft.Extensions.Time.Testing;

namespace Footfall.Queue;

public sealed class PartitionScheduleTests
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _clock = new();
    private readonly PartitionSchedule _schedule;

    public PartitionScheduleTests() => _schedule = new PartitionSchedule(_clock, Poll);

    [Fact]
    public async Task AtFirst_EveryPartitionIsDueOnce()
    {
        Assert.Equal(Enumerable.Range(0, SitePartition.Count), (await TakeAsync()).Order());
        Assert.False(TakeAsync().IsCompleted);
    }

    [Fact]
    public async Task WithoutNews_EveryPartitionIsDueAfterThePoll()
    {
        await TakeAsync();
        Task<int[]> next = TakeAsync();

        _clock.Advance(Poll - TimeSpan.FromMilliseconds(1));
        Assert.False(next.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(SitePartition.Count, (await next.WithinLimitAsync()).Length);
    }

    [Fact]
    public async Task Hasten_WhileWaiting_GivesThePartitionAtOnce()
    {
        await TakeAsync();
        Task<int[]> next = TakeAsync();

        _schedule.Hasten(7, TimeSpan.Zero);

        Assert.Equal(7, Assert.Single(await next.WithinLimitAsync()));
    }

    [Fact]
    public async Task Hasten_WithDelay_GivesThePartitionThen()
    {
        await TakeAsync();
        _schedule.Hasten(7, TimeSpan.FromMilliseconds(200));
        Task<int[]> next = TakeAsync();
        Assert.False(next.IsCompleted);

        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(7, Assert.Single(await next.WithinLimitAsync()));
    }

    [Fact]
    public async Task Hasten_ToALaterMoment_ChangesNothing()
    {
        await TakeAsync();
        _schedule.Hasten(7, TimeSpan.FromMilliseconds(200));
        _schedule.Hasten(7, TimeSpan.FromSeconds(50));
        Task<int[]> next = TakeAsync();

        _clock.Advance(TimeSpan.FromMilliseconds(200));

        Assert.Equal(7, Assert.Single(await next.WithinLimitAsync()));
    }

    [Fact]
    public async Task HastenAll_MakesEveryPartitionDue()
    {
        await TakeAsync();
        _schedule.HastenAll();

        Assert.Equal(SitePartition.Count, (await TakeAsync()).Length);
    }

    [Fact]
    public async Task Cancellation_EndsTheWait()
    {
        await TakeAsync();
        using var stopping = new CancellationTokenSource();
        Task<int[]> next = _schedule.TakeDueAsync(stopping.Token);

        await stopping.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WithinLimitAsync());
    }

    private Task<int[]> TakeAsync() => _schedule.TakeDueAsync(CancellationToken.None);
}
