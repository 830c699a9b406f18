using System.Collections.Immutable;
using Footfall.Background;
using Footfall.Cluster;

namespace Footfall.Access;

/// <summary>Reports once a minute when keys were last used. If no silo responds, the uses of that minute are lost.</summary>
internal sealed class KeyUsageReporter(AccessSnapshot snapshot, SiteClient sites, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        ImmutableArray<KeyUse> uses = [.. snapshot.DrainUses()];
        if (!uses.IsEmpty)
        {
            await sites.CallGrainAsync(grains => grains.GetGrain<IAccessGrain>(0).RecordUses(uses));
        }
    }
}
