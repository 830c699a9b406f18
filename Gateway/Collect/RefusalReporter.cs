using Footfall.Background;

namespace Footfall.Collect;

/// <summary>
/// Enqueues the refusals of known sites once a second; they travel like events and are counted once. The refusals of sites
/// without accepted events stay here until one is accepted.
/// </summary>
internal sealed class RefusalReporter(RefusalCounters refusals, EventCollector collector, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ReportAsync();
    }

    protected override Task RunOnceAsync(CancellationToken cancellation) => ReportAsync();

    private Task ReportAsync() => Task.WhenAll(refusals.Drain().Select(site => ReportAsync(site.Key, site.Value)));

    private async Task ReportAsync(byte[] siteId, Dictionary<RefusalReason, int> counts)
    {
        CollectOutcome outcome = collector.IsKnown(siteId)
            ? await collector.AddAsync(siteId, [.. counts.Select(count => new RefusalCount(count.Key, count.Value))])
            : CollectOutcome.Unavailable;

        // Refusals that were definitely not accepted are kept for the next attempt. Uncertain ones are not, to avoid counting them twice.
        if (outcome is CollectOutcome.Unavailable or CollectOutcome.SiteFull or CollectOutcome.Overloaded)
        {
            foreach ((RefusalReason reason, int events) in counts)
            {
                refusals.Add(siteId, reason, events);
            }
        }
    }
}
