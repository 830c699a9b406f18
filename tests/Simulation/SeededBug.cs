namespace Footfall.Simulation;

/// <summary>A protocol rule that is broken on purpose, to verify that the checker reports it. The product has no such switch.</summary>
internal enum SeededBug
{
    /// <summary>All rules are kept.</summary>
    None,

    /// <summary>The store commits regardless of the fencing token.</summary>
    NoFencingToken,

    /// <summary>The queue is trimmed before the commit.</summary>
    TrimBeforeCommit,

    /// <summary>A release trims by length instead of by id.</summary>
    TrimByLength,

    /// <summary>A Redis that comes back with an older history continues the same streams.</summary>
    NoNewEpoch,

    /// <summary>A deleted stream starts again at the clock's time, even if the clock has gone back.</summary>
    NoFloor,

    /// <summary>A site becomes ready only after its entry is written.</summary>
    ReadyAfterEntry,

    /// <summary>Scores from before the clock stepped back are still waited for.</summary>
    NoRescue,

    /// <summary>A pause leaves the fencing token unchanged.</summary>
    PauseWithoutFencingToken,

    /// <summary>The queue removes entries that the synchronous standby lacks.</summary>
    TrimWithoutStandby,
}
