namespace Footfall.Simulation;

/// <summary>A rule of the protocol that is broken on purpose, to see that the checker says so. The product has no such switch.</summary>
internal enum SeededBug
{
    /// <summary>All rules are kept.</summary>
    None,

    /// <summary>The store commits whatever the fence says.</summary>
    NoFence,

    /// <summary>The queue is trimmed before the commit.</summary>
    TrimBeforeCommit,

    /// <summary>A release trims by length instead of by id.</summary>
    TrimByLength,

    /// <summary>A Redis that comes back with an older history goes on with the same streams.</summary>
    NoNewEpoch,

    /// <summary>A stream that was deleted begins again at the clock's time, even if that has gone back.</summary>
    NoFloor,

    /// <summary>A site becomes ready after its entry is there.</summary>
    ReadyAfterEntry,

    /// <summary>Scores from before the clock stepped back are waited for.</summary>
    NoRescue,

    /// <summary>A pause leaves the fence as it is.</summary>
    PauseWithoutFence,

    /// <summary>The queue lets go of what the synchronous standby lacks.</summary>
    TrimWithoutStandby,
}
