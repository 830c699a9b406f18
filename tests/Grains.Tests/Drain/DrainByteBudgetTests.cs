using Microsoft.Extensions.Time.Testing;

namespace Footfall.Drain;

public sealed class DrainByteBudgetTests
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly DrainByteBudget _memory = new(100);

    [Fact]
    public async Task Reservation_WhileLessThanTheLimitIsHeld_IsGrantedAtOnce()
    {
        Assert.True(await ReserveAsync(99));
        Assert.True(await ReserveAsync(99));

        Assert.Equal(198, _memory.Used);
        Assert.False(ReserveAsync(1).IsCompleted);
    }

    [Fact]
    public async Task Waiters_AreGrantedInTheirOrderAsSoonAsThereIsRoom()
    {
        await ReserveAsync(100);
        Task<bool> first = ReserveAsync(100);
        Task<bool> second = ReserveAsync(1);

        _memory.Release(100);
        Assert.True(await first.WithinLimitAsync());
        Assert.False(second.IsCompleted);
        Assert.Equal(100, _memory.Used);

        _memory.Release(100);
        Assert.True(await second.WithinLimitAsync());
        Assert.Equal(1, _memory.Used);
    }

    [Fact]
    public async Task Waiter_ForWhomThereIsNoRoomInTime_GivesUpAndTakesNothing()
    {
        await ReserveAsync(100);
        Task<bool> late = ReserveAsync(50);
        _timeProvider.Advance(MaxWait);

        Assert.False(await late.WithinLimitAsync());
        _memory.Release(100);

        Assert.Equal(0, _memory.Used);
        Assert.True(await ReserveAsync(1));
    }

    [Fact]
    public async Task Waiter_BehindOneThatGaveUp_IsGranted()
    {
        await ReserveAsync(100);
        Task<bool> late = ReserveAsync(50);
        _timeProvider.Advance(MaxWait);
        await late.WithinLimitAsync();
        Task<bool> next = ReserveAsync(7);

        _memory.Release(100);

        Assert.True(await next.WithinLimitAsync());
        Assert.Equal(7, _memory.Used);
    }

    [Fact]
    public async Task ManyReservations_AtTheSameTime_LeaveNothingHeld()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(worker => Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                if (await _memory.TryReserveAsync(60, TimeSpan.FromMilliseconds(i % 3 == 0 ? 1 : 1000), TimeProvider.System))
                {
                    await Task.Yield();
                    _memory.Release(60);
                }
            }
        }))).WithinLimitAsync();

        Assert.Equal(0, _memory.Used);
    }

    private Task<bool> ReserveAsync(long bytes) => _memory.TryReserveAsync(bytes, MaxWait, _timeProvider);
}
