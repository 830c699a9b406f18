using System.Collections.Immutable;
using Footfall.Cluster;

namespace Footfall.Access;

/// <summary>Tells once a minute when keys were last used. Of a minute in which no silo answers, it is forgotten.</summary>
internal sealed class KeyUses(AccessBook book, SiteClient sites, TimeProvider clock) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            ImmutableArray<KeyUse> uses = [.. book.TakeUses()];
            if (!uses.IsEmpty)
            {
                await sites.AskGrainAsync(grains => grains.GetGrain<IAccessGrain>(0).NoteUses(uses));
            }
        }
    }
}
