namespace Footfall.Cluster;

/// <summary>
/// Looks at the cluster's membership each second: has this silo learn what is new to it, its own death above all, and
/// puts the table back when Redis has lost it. Orleans itself never does the latter: silos would go on, but none could
/// join, leave or be declared dead any more.
/// </summary>
/// <remarks>
/// <para>
/// A silo puts back only what it has read and still holds to be true. The table never goes backwards: whoever knows
/// a newer version wins, in one script, so that silos may race. A silo that is known to be dead stays dead.
/// </para>
/// <para>
/// A silo whose change nobody had read when the table was lost, within some milliseconds, may be left out. It ends, as
/// Orleans demands of one that is missing, when the membership changes next.
/// </para>
/// </remarks>
internal sealed partial class MembershipKeeper(
    MembershipTable table, IClusterMembershipService membership, ILocalSiloDetails self, TimeProvider timeProvider, ILogger<MembershipKeeper> logger)
    : BackgroundService
{
    /// <summary>One small read a second and silo. It bounds how long the cluster is without its table.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Not disposed of: it holds nothing, and a look may be under way when the host ends.</summary>
    private readonly SemaphoreSlim _looking = new(1);

    /// <summary>What Redis held when it was last known to hold everything, and what this silo knew then. Under the semaphore.</summary>
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

    /// <summary>What changed a moment before the loss is to be known too.</summary>
    private async Task CheckEachChangeAsync(CancellationToken stopping)
    {
        await foreach (ClusterMembershipSnapshot _ in membership.MembershipUpdates.WithCancellation(stopping))
        {
            await CheckAsync(stopping);
        }
    }

    private async Task CheckAsync(CancellationToken stopping)
    {
        await _looking.WaitAsync(stopping);
        try
        {
            await KeepAsync(stopping);
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            // What Orleans gives when Redis is away is not written down, and the silo is not to end of it.
            LogSkipped(e.Message);
        }
        finally
        {
            _looking.Release();
        }
    }

    private async Task KeepAsync(CancellationToken stopping)
    {
        // In this order: a table that is behind what was known before it was read has lost something.
        ClusterMembershipSnapshot known = membership.CurrentSnapshot;
        MembershipRows rows = await table.ReadAsync();
        if (known.GetSiloStatus(self.SiloAddress) is not (SiloStatus.Joining or SiloStatus.Active))
        {
            // Before it joins, Orleans is not to be asked: it has no table yet. A dead silo has nothing to say.
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
    /// Has Orleans read what it was not told of. Nobody tells a silo that it was declared dead: one that was frozen
    /// would go on with its grains beside their successors for up to a minute.
    /// </summary>
    private async Task LearnAsync(long version, CancellationToken stopping)
    {
        // Should the table be lost meanwhile, that version never comes.
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        limit.CancelAfter(Interval);
        try
        {
            await membership.Refresh(new MembershipVersion(version), limit.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            // The next look decides.
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
