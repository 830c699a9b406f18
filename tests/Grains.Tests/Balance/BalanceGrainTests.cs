using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Balance;

public sealed class BalanceGrainTests
{
    private readonly FakeTimeProvider _timeProvider = new();

    [Fact]
    public async Task EachSilo_IsToldWhatAllHaveSaidLately()
    {
        var grain = new BalanceGrain(_timeProvider);
        SiloLoad first = Load(1, 10);
        SiloLoad second = Load(2, 20);
        Assert.Equal([first], await grain.Report(first));
        Assert.Equal([first, second], await grain.Report(second));

        SiloLoad later = Load(2, 30);
        Assert.Equal([first, later], await grain.Report(later));

        _timeProvider.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal([second], await grain.Report(second));
    }

    private static SiloLoad Load(int silo, double events) => new(SiloAddress.New(IPAddress.Loopback, 11111 + silo, 1), events, false);
}
