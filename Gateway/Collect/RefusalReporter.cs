namespace Footfall.Collect;

/// <summary>
/// Once a second hands the refusals of known sites to their queues, where they travel like events and are counted
/// once. Those of sites that never had an event taken stay here until one is.
/// </summary>
internal sealed class RefusalReporter(RefusalCounters refusals, EventCollector collector, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await ReportAsync();
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await ReportAsync();
    }

    private Task ReportAsync() => Task.WhenAll(refusals.Drain().Select(site => ReportAsync(site.Key, site.Value)));

    private async Task ReportAsync(byte[] siteId, Dictionary<RefusalReason, int> counts)
    {
        CollectOutcome outcome = collector.IsKnown(siteId)
            ? await collector.AddAsync(siteId, [.. counts.Select(count => new RefusalCount(count.Key, count.Value))])
            : CollectOutcome.Unavailable;

        // What certainly was not taken is kept for the next time. What may have been is not: it would count twice.
        if (outcome is CollectOutcome.Unavailable or CollectOutcome.SiteFull or CollectOutcome.Overloaded)
        {
            foreach ((RefusalReason reason, int events) in counts)
            {
                refusals.Add(siteId, reason, events);
            }
        }
    }
}
