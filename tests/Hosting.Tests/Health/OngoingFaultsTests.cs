using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Health;

/// <summary>A fault is logged at its beginning, once a minute, and at its end.</summary>
[Trait("Tier", "fast")]
public sealed class OngoingFaultsTests
{
    private static readonly FaultKind Kind = new("store", "The store takes nothing", "It is tried again.", "The store takes events again.");
    private static readonly FaultKind Mild = new("sites", "A site waits", "Others do not.", "It goes on.", IsUnready: false);

    private readonly FakeTimeProvider _timeProvider = new();
    private readonly LineLogger _log = new();
    private readonly OngoingFaults _faults;

    public OngoingFaultsTests() => _faults = new OngoingFaults(_timeProvider, _log);

    [Fact]
    public void A_failure_that_goes_on_is_logged_at_its_beginning_each_minute_and_at_its_end()
    {
        for (int i = 0; i < 1500; i++)
        {
            _faults.Fail(Kind, "53100: No space left on device");
            _timeProvider.Advance(TimeSpan.FromMilliseconds(100));
        }

        _faults.Clear(Kind);
        _faults.Clear(Kind);
        Assert.Equal(
            [
                "The store takes nothing: 53100: No space left on device. It is tried again.",
                "The store takes nothing: 53100: No space left on device. It has failed for 60 s, 601 times.",
                "The store takes nothing: 53100: No space left on device. It has failed for 120 s, 1201 times.",
                "The store takes events again. It had failed for 150 s, 1500 times.",
            ],
            _log.Lines);
        Assert.Empty(_faults.Current);
    }

    [Fact]
    public void A_failure_that_comes_and_goes_is_not_logged_each_time()
    {
        for (int i = 0; i < 600; i++)
        {
            _faults.Fail(Kind, "57P03: starting");
            _faults.Clear(Kind);
            _timeProvider.Advance(TimeSpan.FromMilliseconds(100));
        }

        Assert.InRange(_log.Lines.Count, 2, 12);
        Assert.Contains("again", _log.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void Another_error_is_logged_at_once()
    {
        _faults.Fail(Kind, "READONLY You can't write against a read only replica.");
        _faults.Fail(Kind, "OOM command not allowed");
        Assert.Equal(2, _log.Lines.Count);
        Assert.Equal("OOM command not allowed", Assert.Single(_faults.Current).Reason);
    }

    [Fact]
    public void A_check_says_the_worst_of_what_stands()
    {
        Assert.Equal(HealthStatus.Healthy, _faults.Check("sites").Status);
        _faults.Fail(Mild, "P0001: no", "shop");
        _faults.Fail(Mild, "P0001: no", "blog");
        HealthCheckResult sites = _faults.Check("sites");
        Assert.Equal(HealthStatus.Degraded, sites.Status);
        Assert.Contains("A site waits shop: P0001: no (since ", sites.Description, StringComparison.Ordinal);
        Assert.EndsWith("and 1 more", sites.Description, StringComparison.Ordinal);
        Assert.Equal(HealthStatus.Healthy, _faults.Check("store").Status);
        _faults.Fail(Kind, "53100: full");
        Assert.Equal(HealthStatus.Unhealthy, _faults.Check("store").Status);
        _faults.Clear(Mild, "shop");
        Assert.Equal(["blog", ""], _faults.Current.Select(fault => fault.Subject));
    }

    private sealed class LineLogger : ILogger<OngoingFaults>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add(formatter(state, exception));
    }
}
