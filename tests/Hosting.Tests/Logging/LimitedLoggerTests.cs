using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Logging;

/// <summary>A repeated warning is written a few times a minute, with the number of lines left out.</summary>
[Trait("Tier", "fast")]
public sealed class LimitedLoggerTests : ILogger
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly List<string> _lines = [];

    [Fact]
    public void Warnings_that_repeat_are_left_out_and_counted()
    {
        var logger = new LimitedLogger(this, 2, _timeProvider);
        for (int i = 0; i < 100; i++)
        {
            Write(logger, LogLevel.Warning, 1, "away");
        }

        Write(logger, LogLevel.Error, 2, "other");
        Assert.Equal(["away", "away", "other"], _lines);

        _timeProvider.Advance(TimeSpan.FromMinutes(1));
        Write(logger, LogLevel.Warning, 1, "away");
        Assert.Equal(["98 lines like the next one were left out.", "away"], _lines[3..]);
    }

    [Fact]
    public void Information_has_more_room_and_what_ends_a_host_is_always_written()
    {
        var logger = new LimitedLogger(this, 2, _timeProvider);
        for (int i = 0; i < 20; i++)
        {
            Write(logger, LogLevel.Information, 1, "fine");
            Write(logger, LogLevel.Critical, 2, "ends");
        }

        Assert.Equal(12, _lines.Count(line => line == "fine"));
        Assert.Equal(20, _lines.Count(line => line == "ends"));
    }

    IDisposable? ILogger.BeginScope<TState>(TState state) => null;

    bool ILogger.IsEnabled(LogLevel logLevel) => true;

    void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Add(formatter(state, exception));

    private static void Write(LimitedLogger logger, LogLevel level, int id, string text) =>
        logger.Log(level, new EventId(id), text, null, static (state, _) => state);
}
