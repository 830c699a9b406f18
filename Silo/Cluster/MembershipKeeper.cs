namespace Footfall.Cluster;

/// <summary>
/// Checks the cluster's membership each second: makes this silo learn of changes, above all its own death, and
/// restores the table when Redis has lost it. Orleans itself never restores it: silos would keep running, but none could
/// join, leave or be declared dead.
/// </summary>
/// <remarks>
/// <para>
/// A silo restores only what it has read and still believes to be true. The table never goes backwards: one script lets the
/// newest version win, so silos may race. A silo that is known to be dead stays dead.
/// </para>
/// <para>
/// A silo whose change no other silo had read when the table was lost, a window of some milliseconds, may be left out. It stops
/// at the next membership change, as Orleans requires of a missing silo.
/// </para>
/// </remarks>
internal sealed partial class MembershipKeeper(
    MembershipTable table, IClusterMembershipService membership, ILocalSiloDetails self, TimeProvider timeProvider, ILogger<MembershipKeeper> logger)
    : BackgroundService
{
    /// <summary>One small read per second and silo. It bounds how long the cluster lacks its table.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Not disposed: it holds no resources, and a check may be in progress when the host stops.</summary>
    private readonly SemaphoreSlim _checking = new(1);

    /// <summary>What Redis last held when complete, and what this silo knew then. Guarded by the semaphore.</summary>
    private (MembershipRows Rows, ClusterMembershipSnapshot Known)? _last;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(CheckEachSecondAsync(stoppingToken), CheckEachChangeAsync(stoppingToken));

    private async Task CheckEachSecondAsync(CancellationToken stopping)
    {
        using var timer = new PeriodicTimer(Interval, timeProvider);
        while (await timer.WaitForNextTickAsync(stopping))
        {
            await CheckAsync(stopping);
        }
    }

    /// <summary>Also captures changes made just before a loss.</summary>
    private async Task CheckEachChangeAsync(CancellationToken stopping)
    {
        await foreach (ClusterMembershipSnapshot _ in membership.MembershipUpdates.WithCancellation(stopping))
        {
            await CheckAsync(stopping);
        }
    }

    private async Task CheckAsync(CancellationToken stopping)
    {
        await _checking.WaitAsync(stopping);
        try
        {
            await KeepAsync(stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // The exceptions that Orleans throws when Redis is unavailable are not documented, and they must not stop the silo.
            LogSkipped(e.Message);
        }
        finally
        {
            _checking.Release();
        }
    }

    private async Task KeepAsync(CancellationToken stopping)
    {
        // In this order: a table that is behind what was known before the read has lost something.
        ClusterMembershipSnapshot known = membership.CurrentSnapshot;
        MembershipRows rows = await table.ReadAsync();
        if (known.GetSiloStatus(self.SiloAddress) is not (SiloStatus.Joining or SiloStatus.Active))
        {
            // Orleans must not be queried before this silo joins, because it has no table yet. A dead silo restores nothing.
            return;
        }

        if (rows.Version > known.Version.Value || (rows.Version == known.Version.Value && rows.Silos.ContainsKey(Name(self.SiloAddress))))
        {
            _last = (rows, known);
            if (rows.Version > known.Version.Value)
            {
                await LearnAsync(rows.Version.Value, stopping);
            }
        }
        else if (_last is { } last)
        {
            await PutBackAsync(last.Rows, last.Known, known);
        }
    }

    /// <summary>
    /// Makes Orleans read a change that it was not notified of. A silo is not notified that it was declared dead: one that was frozen
    /// would keep its grains beside their successors for up to a minute.
    /// </summary>
    private async Task LearnAsync(long version, CancellationToken stopping)
    {
        // If the table is lost meanwhile, that version never appears.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Interval);
        try
        {
            await membership.Refresh(new MembershipVersion(version), limit.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The next check decides.
        }
    }

    private async Task PutBackAsync(MembershipRows rows, ClusterMembershipSnapshot then, ClusterMembershipSnapshot now)
    {
        ILookup<bool, SiloAddress> members = now.Members.Keys.ToLookup(
            silo => rows.Silos.ContainsKey(Name(silo)) && then.GetSiloStatus(silo) == now.GetSiloStatus(silo));
        long version = Math.Max(rows.Version!.Value, now.Version.Value);
        if (await table.PutBackAsync(
            version,
            [.. members[true].Select(silo => KeyValuePair.Create(Name(silo), rows.Silos[Name(silo)]))],
            [.. members[false].Select(Name)]))
        {
            LogPutBack(version, now.Members.Values.Count(member => member.Status == SiloStatus.Active));
        }
    }

    private static string Name(SiloAddress silo) => silo.ToString();
}
