namespace Footfall.Drain;

/// <summary>Outcome of a drain, which determines how the pump releases its claim.</summary>
public enum DrainOutcome
{
    /// <summary>Everything available, or all that the time allowed, is committed. Release without delay.</summary>
    Drained,

    /// <summary>A read or commit was refused or its outcome is unknown. Release with the report's delay.</summary>
    Retry,

    /// <summary>Another drain of the site runs here. Release with a delay.</summary>
    Busy,

    /// <summary>The site's queue key is not a stream. Remove the site from the ready set and quarantine it.</summary>
    Unreadable,

    /// <summary>An operator has paused the site: nothing was committed. Release with the report's delay.</summary>
    Paused,
}
