using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Footfall.Logging;

/// <summary>Limits each event to a number of log lines a minute. Critical, debug and trace lines are always written.</summary>
/// <param name="maxLines">The limit per minute of one warning or error; information gets six times as many.</param>
internal sealed class LimitedLogger(ILogger inner, int maxLines, TimeProvider timeProvider) : ILogger
{
    /// <summary>Information lines allowed for each warning line.</summary>
    private const int PerWarning = 6;

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>By event. An event is a place in the source, so there are few.</summary>
    private readonly ConcurrentDictionary<(int Id, string? Name), Written> _written = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        int limit = logLevel switch
        {
            LogLevel.Information => maxLines * PerWarning,
            LogLevel.Warning or LogLevel.Error => maxLines,
            _ => int.MaxValue,
        };
        if (limit == int.MaxValue || !inner.IsEnabled(logLevel))
        {
            inner.Log(logLevel, eventId, state, exception, formatter);
            return;
        }

        if (_written.GetOrAdd((eventId.Id, eventId.Name), _ => new Written(timeProvider)).Take(limit) is not { } left)
        {
            return;
        }

        if (left > 0)
        {
            inner.Log(logLevel, eventId, left, null, static (count, _) => $"{count} lines like the next one were left out.");
        }

        inner.Log(logLevel, eventId, state, exception, formatter);
    }

    /// <summary>The lines written and suppressed for one event.</summary>
    private sealed class Written(TimeProvider timeProvider)
    {
        private readonly Lock _lock = new();

        /// <summary>Guarded by the lock, as are all fields.</summary>
        private long _windowStart = timeProvider.GetTimestamp();
        private int _lines;
        private long _left;

        /// <returns>The number of lines suppressed before this one; null when this one is suppressed, too.</returns>
        public long? Take(int maxLines)
        {
            lock (_lock)
            {
                if (timeProvider.GetElapsedTime(_windowStart) >= Window)
                {
                    _windowStart = timeProvider.GetTimestamp();
                    _lines = 0;
                }

                if (_lines >= maxLines)
                {
                    _left++;
                    return null;
                }

                _lines++;
                long left = _left;
                _left = 0;
                return left;
            }
        }
    }
}
