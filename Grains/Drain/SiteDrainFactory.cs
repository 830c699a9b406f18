using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall.Drain;

/// <summary>Creates the drains of the sites that are active on a silo; they share its budgets.</summary>
/// <param name="queue">The sites' streams.</param>
/// <param name="versions">The versions of the queue's encoding that other silos read.</param>
/// <param name="store">The store.</param>
/// <param name="memory">The budget for queued bytes.</param>
/// <param name="windows">The budget for duplicate windows and attribute sets.</param>
/// <param name="options">The settings of drains.</param>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">The log of all drains.</param>
/// <param name="random">The source of the delays after failures; null for the process's own.</param>
internal sealed class SiteDrainFactory(
    IQueueReader queue,
    IEntryVersions versions,
    IEventStore store,
    DrainByteBudget memory,
    WindowByteBudget windows,
    IOptions<DrainOptions> options,
    TimeProvider timeProvider,
    ILogger<SiteDrain> logger,
    Random? random = null)
{
    public SiteDrain Create(string siteId) => new(
        siteId,
        new ChunkReader(siteId, queue, versions, memory, options.Value, timeProvider),
        versions,
        store,
        new CachedState(windows),
        new DrainBackOff(random ?? Random.Shared),
        options.Value,
        timeProvider,
        logger);
}
