using System.Collections.Concurrent;
using System.Text;
using Footfall.Background;
using Footfall.Cluster;
using Footfall.Collect;
using Microsoft.Extensions.Options;

namespace Footfall.Access;

/// <summary>
/// Registers sites on their first event, with <c>Access:AutoRegister</c>. Their events are accepted at once, even while no silo
/// can register them; bounded, so that a flood of made-up ids is eventually refused.
/// </summary>
internal sealed class SiteAutoRegistration(IOptions<AccessOptions> options, AccessSnapshot snapshot, SiteClient sites, TimeProvider timeProvider)
    : PeriodicService(Interval, timeProvider)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Sites not yet known here as registered, and whether they have been registered.</summary>
    private readonly ConcurrentDictionary<byte[], bool> _waiting = new(SiteIdComparer.Instance);

    /// <returns>Whether events of an unregistered site are accepted.</returns>
    public bool Add(ReadOnlySpan<byte> siteId)
    {
        if (!options.Value.AutoRegister)
        {
            return false;
        }

        var waiting = _waiting.GetAlternateLookup<ReadOnlySpan<byte>>();
        return waiting.ContainsKey(siteId) || (snapshot.SiteCount + _waiting.Count < options.Value.MaxAutoRegisteredSites && waiting.TryAdd(siteId, false)) || waiting.ContainsKey(siteId);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => options.Value.AutoRegister ? base.ExecuteAsync(stoppingToken) : Task.CompletedTask;

    protected override async Task RunOnceAsync(CancellationToken cancellation)
    {
        foreach ((byte[] siteId, bool isRegistered) in _waiting)
        {
            string text = Encoding.UTF8.GetString(siteId);
            if (snapshot.FindSite(siteId) is not null)
            {
                _waiting.TryRemove(siteId, out _);
            }
            else if (!isRegistered && await sites.CallGrainAsync(grains => grains.GetGrain<IAccessGrain>(0).AddSite(text)))
            {
                _waiting[siteId] = true;
            }
        }
    }
}
