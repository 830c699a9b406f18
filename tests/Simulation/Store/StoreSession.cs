using Footfall.Drain;
using Footfall.Simulation.Schedule;

namespace Footfall.Simulation.Store;

/// <summary>A commit worker's transaction on the server, which locks its site's row until it ends.</summary>
internal sealed class StoreSession(SiteBatch batch, SimulatedProcess owner)
{
    public SiteBatch Batch { get; } = batch;

    public SimulatedProcess Owner { get; } = owner;

    public bool IsOpen { get; set; } = true;

    /// <summary>Whether its client was notified that the outcome is unknown.</summary>
    public bool IsGivenUp { get; set; }
}
