using System.Collections.Immutable;
using Footfall.Days;
using Footfall.Drain;
using Footfall.Freshness;
using Footfall.Ledger;
using Footfall.Sites;
using Orleans.Runtime.Placement;

namespace Footfall.Operator;

/// <inheritdoc cref="ISiteManagementGrain"/>
[GrainType(SiteGrains.ManagementType)]
internal sealed class SiteManagementGrain(
    IGrainContext context,
    ILedgerReader ledger,
    IQueueInspector inspector,
    IQueueReader queue,
    ISiteActivationLocator locator,
    IDayAudit audit,
    TimeProvider timeProvider) : Grain, ISiteManagementGrain
{
    /// <summary>Maximum bytes of entries in one response: many small ones, or a few of the largest.</summary>
    private const int MaxBytes = 1024 * 1024;

    private const int EntriesPerRead = 16;

    /// <summary>Above the duration of a drain, for which the grain's migration waits.</summary>
    private static readonly TimeSpan MoveLimit = TimeSpan.FromSeconds(10);

    /// <summary>A drain in between may activate the grain elsewhere; then the move is requested again.</summary>
    private static readonly TimeSpan MoveRetry = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan MovePollInterval = TimeSpan.FromMilliseconds(100);

    private readonly string _siteId = context.GrainId.Key.ToString()!;

    private ISiteGrain Site => GrainFactory.GetSite(_siteId);

    public async Task<SiteView> GetStatus()
    {
        Task<SiteInspection?> grain = InspectAsync();
        QueueSnapshot? snapshot = await Outage.OrNullAsync<QueueSnapshot>(async () => await inspector.ReadAsync(_siteId));
        (StoredCounts? counts, SitePosition? position) = await ReadStoreAsync();
        var parts = new SiteLedger(_siteId, ledger, inspector);
        ImmutableArray<SiteStreamState>? streams =
            snapshot is null ? null : await Outage.OrNullAsync<ImmutableArray<SiteStreamState>?>(async () => await parts.ReadStreamsAsync(snapshot, position));
        return new SiteView(
            counts?.PausedAt, await grain, streams, counts is null || streams is null ? null : SiteLedger.Sum(counts, streams.Value));
    }

    public Task<WaitingEntries?> ListEntries(EntryKey? after, int limit) => Outage.OrNullAsync<WaitingEntries?>(async () =>
    {
        QueueSnapshot snapshot = await inspector.ReadAsync(_siteId);
        (_, SitePosition? position) = await ReadStoreAsync();
        StreamSnapshot[] streams = [.. snapshot.OldestFirst];

        // The stream may be gone by now; then all remaining ones come after it.
        int at = after is { } key ? Math.Max(0, Array.FindIndex(streams, stream => stream.Epoch == key.Epoch)) : 0;
        ImmutableArray<WaitingEntry>.Builder entries = ImmutableArray.CreateBuilder<WaitingEntry>();
        long bytes = 0;
        for (; at < streams.Length; at++)
        {
            string epoch = streams[at].Epoch;
            Queue.EntryId cursor = after?.Epoch == epoch ? after.Value.Id : Queue.EntryId.None;
            bool isEnd = false;
            while (!isEnd)
            {
                if (entries.Count >= limit || bytes >= MaxBytes)
                {
                    return new WaitingEntries(entries.DrainToImmutable(), HasMore: true);
                }

                StreamRead read = await queue.ReadAsync(_siteId, epoch, cursor, Math.Min(EntriesPerRead, limit - entries.Count));
                foreach (QueuedEntry entry in read.Entries)
                {
                    bool? isCommitted = position is null ? null : entry.Id <= position.CheckpointOf(epoch);
                    entries.Add(new WaitingEntry(
                        epoch, entry.Id, entry.Events, entry.Bytes.ToArray(), isCommitted, entry.Fault ?? ChunkDecoder.FindFault(entry)));
                    bytes += entry.Bytes.Length;
                    cursor = entry.Id;
                }

                isEnd = read.IsEnd;
            }
        }

        return new WaitingEntries(entries.DrainToImmutable(), HasMore: false);
    });

    public async Task<MoveOutcome> MoveTo(string silo)
    {
        if (locator.FindSilo(silo) is not { } target)
        {
            return MoveOutcome.NoSuchSilo;
        }

        long start = timeProvider.GetTimestamp();
        TimeSpan nextCall = TimeSpan.Zero;
        while ((await locator.FindAsync([_siteId])).GetValueOrDefault(_siteId) != silo)
        {
            TimeSpan waited = timeProvider.GetElapsedTime(start);
            if (waited > MoveLimit)
            {
                return MoveOutcome.NotThere;
            }

            if (waited >= nextCall)
            {
                await CallToAsync(target);
                nextCall = timeProvider.GetElapsedTime(start) + MoveRetry;
            }

            await Task.Delay(MovePollInterval, timeProvider);
        }

        return MoveOutcome.Done;
    }

    public Task<AuditResult?> AuditDays(bool mend) => Outage.OrNullAsync<AuditResult>(() => audit.AuditAsync(_siteId, mend)!);

    /// <summary>Moves the grain, or activates it on the target.</summary>
    private async Task CallToAsync(SiloAddress target)
    {
        RequestContext.Set(IPlacementDirector.PlacementHintKey, target);
        try
        {
            await Site.Move(target);
        }
        finally
        {
            RequestContext.Remove(IPlacementDirector.PlacementHintKey);
        }
    }

    /// <summary>Returns null if the grain is not active, or does not answer.</summary>
    private async Task<SiteInspection?> InspectAsync()
    {
        try
        {
            return (await locator.FindAsync([_siteId])).Count == 0 ? null : await Site.Inspect();
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return null;
        }
    }

    /// <summary>Returns nulls while the store is unavailable.</summary>
    private Task<(StoredCounts? Counts, SitePosition? Position)> ReadStoreAsync() =>
        Outage.OrNullAsync<(StoredCounts?, SitePosition?)>(async () => await ledger.ReadAsync(_siteId));
}
