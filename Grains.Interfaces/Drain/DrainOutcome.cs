namespace Footfall.Drain;

/// <summary>How a drain ended; what the pump does with its claim follows from it.</summary>
public enum DrainOutcome
{
    /// <summary>All there was, or all that the time allowed, is committed. Release without delay.</summary>
    Drained,

    /// <summary>A read or commit was refused or its outcome is unknown. Release with the report's delay.</summary>
    Retry,

    /// <summary>Another drain of the site runs here. Release with a rest.</summary>
    Busy,

    /// <summary>The site's key in the queue is no stream. Take the site out of the ready set, and remember it.</summary>
    Unreadable,

    /// <summary>An operator has paused the site: nothing was committed. Release with the report's delay.</summary>
    Paused,
}
