using Footfall.Drain;
using Footfall.Simulation.Schedule;

namespace Footfall.Simulation.Store;

/// <summary>A lane's transaction, as the server sees it: it holds its site's row until it ends.</summary>
internal sealed class StoreSession(SiteBatch batch, SimulatedProcess owner)
{
    public SiteBatch Batch { get; } = batch;

    public SimulatedProcess Owner { get; } = owner;

    public bool IsOpen { get; set; } = true;

    /// <summary>Whether its client has been told that nobody knows.</summary>
    public bool IsGivenUp { get; set; }
}
