using System.Collections.Immutable;
using Footfall.Background;
using Footfall.Store;
using Microsoft.Extensions.Options;
using Orleans.Core.Internal;
using Orleans.Runtime.Placement;

namespace Footfall.Balance;

/// <summary>
/// Balances load: compares every few seconds what this silo stores with what the others do, and moves the grains of
/// some of its sites if it is too much. A moved grain's successor drains the site; the fencing token keeps the
/// counts right, whichever of the two commits.
/// </summary>
internal sealed partial class SiteBalancer(
    SiteThroughput sites,
    IGrainFactory grains,
    IClusterMembershipService membership,
    ILocalSiloDetails self,
    StoreAvailability store,
    IOptions<BalanceOptions> options,
    TimeProvider timeProvider,
    ILogger<SiteBalancer> logger) : SiloLoop
{
    /// <summary>
    /// How often loads are compared. A new silo has its share after three or four intervals; shorter ones react more to
    /// fluctuations of single sites.
    /// </summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);

    /// <summary>Grains that move in parallel: enough for thousands per interval, and a small part of a silo's drains.</summary>
    private const int MovesAtATime = 16;

    protected override async Task RunAsync(CancellationToken stopping)
    {
        if (!options.Value.Enabled)
        {
            return;
        }

        // A silo that cannot store must not receive sites: none are handed over while a member has not reported its load.
        await store.WaitAsync(stopping);
        bool isSettling = false;
        long start = timeProvider.GetTimestamp();
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            TimeSpan window = timeProvider.GetElapsedTime(start);
            start = timeProvider.GetTimestamp();
            SiteRates rates = sites.Take(window);
            try
            {
                isSettling = await BalanceAsync(rates, window, isSettling, stopping);
            }
            catch (Exception e) when (e is OrleansException or TimeoutException)
            {
                LogSkipped(e.Message);
            }
        }
    }

    /// <returns>Whether sites were handed over.</returns>
    private async Task<bool> BalanceAsync(
        SiteRates rates, TimeSpan window, bool isSettling, CancellationToken stopping)
    {
        ImmutableArray<SiloLoad> reported = await grains.GetGrain<IBalanceGrain>(0).Report(new SiloLoad(self.SiloAddress, rates.All, isSettling));
        HashSet<SiloAddress> active =
            [.. membership.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];
        SiloLoad[] loads = [.. reported.Where(load => active.Contains(load.Silo))];
        if (loads.Length < active.Count || loads.Any(load => load.IsSettling))
        {
            return false;
        }

        IReadOnlyList<SiteMove> plan = RebalancePlan.Make(self.SiloAddress, loads.ToDictionary(load => load.Silo, load => load.Events), rates.Sites, window);
        if (plan.Count > 0)
        {
            await HandOverAsync(plan, stopping);
        }

        return plan.Count > 0;
    }

    private async Task HandOverAsync(IReadOnlyList<SiteMove> plan, CancellationToken stopping)
    {
        using var limit = new CancellationTokenSource(Interval, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, limit.Token);
        int moved = 0;
        try
        {
            await Parallel.ForEachAsync(
                plan, new ParallelOptions { MaxDegreeOfParallelism = MovesAtATime, CancellationToken = either.Token }, async (site, stop) =>
                {
                    // From Orleans: the grain deactivates when idle and reactivates on the silo in the hint.
                    RequestContext.Set(IPlacementDirector.PlacementHintKey, site.To);
                    await grains.GetSite(site.SiteId).AsReference<IGrainManagementExtension>().MigrateOnIdle(stop);
                    Interlocked.Increment(ref moved);
                });
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // The rest is left to the next interval, with the loads of that time.
        }
        finally
        {
            LogHandedOver(moved, plan.Select(site => site.To).Distinct().Count());
        }
    }

    [LoggerMessage(2101, LogLevel.Information, "This silo stored more than others: {Sites} of its sites move to {Silos} other silos.")]
    private partial void LogHandedOver(int sites, int silos);

    [LoggerMessage(2102, LogLevel.Debug, "The silos' loads were not compared: {Reason} They are compared again in a moment.")]
    private partial void LogSkipped(string reason);
}
