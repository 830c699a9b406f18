using Footfall.Drain;
using Footfall.Stats;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Footfall;

/// <inheritdoc cref="ISiteGrain"/>
/// <remarks>
/// Two activations of a site can exist for a while, when silos come and go. The fence in the store lets only one
/// of them move the site at a time; the other one's work is thrown away. Nothing here may rely on being alone.
/// </remarks>
internal sealed class SiteGrain : Grain, ISiteGrain
{
    private readonly SiteDrain _drain;
    private readonly StatsCache _stats;

    public SiteGrain(
        IGrainContext context,
        IQueueReader queue,
        IEventStore store,
        IStatsReader stats,
        DrainMemory memory,
        WindowMemory windows,
        IOptions<DrainOptions> options,
        TimeProvider clock,
        ILogger<SiteDrain> logger)
    {
        string siteId = context.GrainId.Key.ToString()!;
        _drain = new SiteDrain(siteId, queue, store, memory, windows, options.Value, clock, logger);
        _stats = new StatsCache(siteId, stats, clock);
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        _drain.Forget();
        return Task.CompletedTask;
    }

    public Task<DrainReport> Drain(string epoch) => _drain.RunAsync(epoch);

    public async Task<StatsReply> GetStats(DateOnly? date)
    {
        try
        {
            return new StatsReply(await _stats.GetAsync(date, _drain.CommitId));
        }
        catch (StoreUnavailableException)
        {
            return StatsReply.StoreUnavailable;
        }
    }
}
