using Footfall.Drain;
using Footfall.Stats;
using Orleans.Concurrency;

namespace Footfall;

/// <summary>
/// One site; the key is its id. The single owner of what a site has one of: the way of its events from the
/// queue into the store, and the answers about them.
/// </summary>
[Alias("Footfall.ISiteGrain")]
public interface ISiteGrain : IGrainWithStringKey
{
    /// <summary>
    /// Moves queued entries of one epoch into the store until none is left or the time budget is spent. A call
    /// that times out has an unknown outcome and does no harm: the next drain reads from the checkpoint.
    /// </summary>
    /// <param name="epoch">The epoch of the stream, from the claimed ready member.</param>
    [Alias("Drain"), AlwaysInterleave, ResponseTimeout("00:00:03")]
    Task<DrainReport> Drain(string epoch);

    /// <summary>The statistics over all time, or of one UTC day.</summary>
    [Alias("GetStats"), AlwaysInterleave, ResponseTimeout("00:00:30")]
    Task<StatsReply> GetStats(DateOnly? date);
}
