using System.Collections.Immutable;
using Footfall.Cluster;

namespace Footfall.Access;

/// <summary>Reports once a minute when keys were last used. If no silo responds, the uses of that minute are lost.</summary>
internal sealed class KeyUsageReporter(AccessSnapshot snapshot, SiteClient sites, TimeProvider timeProvider) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            ImmutableArray<KeyUse> uses = [.. snapshot.DrainUses()];
            if (!uses.IsEmpty)
            {
                await sites.CallGrainAsync(grains => grains.GetGrain<IAccessGrain>(0).RecordUses(uses));
            }
        }
    }
}
