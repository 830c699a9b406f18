namespace Footfall.Health;

/// <summary>One fault over time: whether it is ongoing, and when it may be logged.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
internal sealed class FaultRecord(FaultKind kind, string subject, TimeProvider timeProvider)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromMinutes(1);

    /// <summary>Most log lines in a minute for a fault that comes and goes quickly.</summary>
    private const int MaxLines = 6;

    /// <summary>When the last lines were logged, on the clock's timestamp scale, oldest first.</summary>
    private readonly Queue<long> _lines = new();

    private bool _stands;
    private bool _isLogged;
    private string _reason = "";
    private DateTimeOffset _since;
    private long _start;
    private long _lastLine;
    private long _lastFailure;
    private long _failures;

    /// <summary>Whether the last failure is so long ago that the fault counts as over.</summary>
    public bool IsExpired => _stands && kind.Expiry is { } expiry && timeProvider.GetElapsedTime(_lastFailure) >= expiry;

    public OngoingFault? Read() => _stands ? Describe() : null;

    /// <returns>Whether the fault begins with this failure, and whether to log a line.</returns>
    public (bool HasBegun, bool IsDue, OngoingFault Fault) Fail(string reason)
    {
        bool hasBegun = !_stands;
        if (hasBegun)
        {
            _stands = true;
            _isLogged = false;
            _failures = 0;
            _since = timeProvider.GetUtcNow();
            _start = timeProvider.GetTimestamp();
        }

        bool isOther = FirstWord(reason) != FirstWord(_reason);
        _reason = reason;
        _failures++;
        _lastFailure = timeProvider.GetTimestamp();
        bool isDue = (!_isLogged || isOther || timeProvider.GetElapsedTime(_lastLine) >= BetweenLines) && TakeLine();
        _isLogged |= isDue;
        return (hasBegun, isDue, Describe());
    }

    /// <returns>The fault that is over, and whether to log a line; null when none was ongoing.</returns>
    public (OngoingFault Over, bool IsDue)? Clear()
    {
        if (!_stands)
        {
            return null;
        }

        _stands = false;

        // If the fault was logged, so is its end.
        bool isDue = _isLogged;
        if (isDue)
        {
            TakeLine();
        }

        return (Describe(), isDue);
    }

    /// <summary>Server errors begin with a code (<c>READONLY</c>, <c>53100:</c>); names and numbers in the rest may change.</summary>
    private static string FirstWord(string reason) => reason.Split(' ', 2)[0];

    private bool TakeLine()
    {
        while (_lines.TryPeek(out long oldest) && timeProvider.GetElapsedTime(oldest) >= BetweenLines)
        {
            _lines.Dequeue();
        }

        if (_lines.Count >= MaxLines)
        {
            return false;
        }

        _lastLine = timeProvider.GetTimestamp();
        _lines.Enqueue(_lastLine);
        return true;
    }

    private OngoingFault Describe() => new(kind, subject, _reason, _since, timeProvider.GetElapsedTime(_start), _failures);
}
