using Footfall.Queue;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class InstallationViewTests
{
    private readonly FakeTimeProvider _timeProvider = new(Samples.Start);
    private readonly InstallationView _view;

    public InstallationViewTests() => _view = new InstallationView(_timeProvider);

    [Fact]
    public void HostThatSaysNothingNew_IsSilentAfterSeconds_AndForgottenAfterAMinute()
    {
        var sample = new InstallationSample([Samples.Silo(1)], [Samples.Member("silo-1")], null);
        _view.Update(sample);
        _timeProvider.Advance(TimeSpan.FromSeconds(2));
        _view.Update(sample); // the watch grain repeats what it last heard of a silo

        Assert.Single(_view.Read().Hosts);
        _timeProvider.Advance(TimeSpan.FromSeconds(2));
        _view.Update(sample);
        Assert.Empty(_view.Read().Hosts);
        Assert.Single(_view.Read().Silent);
        _timeProvider.Advance(TimeSpan.FromSeconds(60));
        Assert.Empty(_view.Read().Silent);
    }

    [Fact]
    public void HostThatCameBack_IsNotSpokenOfTwice()
    {
        _view.Update(new InstallationSample([Samples.Silo(100)], [], null));
        _timeProvider.Advance(TimeSpan.FromSeconds(5));
        HostSample next = Samples.Silo(1) with { StartedAt = Samples.Start.AddSeconds(4) };
        _view.Update(new InstallationSample([Samples.Silo(100), next], [], null));

        InstallationState state = _view.Read();

        Assert.Equal(next, Assert.Single(state.Hosts).Latest);
        Assert.Empty(state.Silent);
    }

    [Fact]
    public void OldestEvent_GetsOlder_WhileNobodyCounts()
    {
        var queue = new BacklogTotals(3, 1, Samples.Start.AddSeconds(-7), Samples.Start);
        _view.Update(new InstallationSample([], [], queue));
        _timeProvider.Advance(TimeSpan.FromSeconds(2));
        _view.Update(new InstallationSample([], [], queue));

        Assert.Equal(TimeSpan.FromSeconds(9), _view.Read().OldestQueued);
    }

    [Fact]
    public void Rates_AreOfAllHostsThatSpeak()
    {
        _view.Update(new InstallationSample([Samples.Gateway(1, 0), Samples.Gateway(1, 0, "gateway-2")], [], null));
        _view.Update(new InstallationSample([Samples.Gateway(2, 10), Samples.Gateway(2, 5, "gateway-2")], [], null));

        Assert.Equal(15, _view.Read().Rate(totals => totals.Accepted));
    }
}
