using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Queue;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Store;
using Footfall.Wire;

namespace Footfall.Simulation.Verification;

/// <summary>The events sent, their outcomes, and the situations that the schedule covered.</summary>
internal sealed class Record
{
    private readonly Dictionary<string, HashSet<object>> _committers = [];
    private readonly HashSet<string> _releases = [];
    private readonly HashSet<Guid> _fencingTokens = [];
    private HashSet<Guid> _forgottenFencingTokens = [];
    private RedisState? _redis;

    /// <summary>The events; the index is their number.</summary>
    public List<SimulatedEvent> Events { get; } = [];

    public HashSet<CoverageGoal> Situations { get; } = [];

    /// <summary>Violated invariants; empty if there are none.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Whether Redis was emptied, and its clock went back afterwards.</summary>
    public bool IsEmptiedAndBack { get; set; }

    public void Saw(CoverageGoal goal) => Situations.Add(goal);

    /// <summary>The contents of the streams, for checks of what lies behind a chunk.</summary>
    public Func<RedisState> Redis { private get; set; } = () => new RedisState();

    public void RecordCommit(StoreSession session, StoredSite before, StoredSite after)
    {
        SiteBatch batch = session.Batch;
        _fencingTokens.Add(batch.FencingToken);
        if (session.IsGivenUp)
        {
            Saw(CoverageGoal.LateCommit);
        }

        if (!_committers.TryGetValue(batch.SiteId, out HashSet<object>? committers))
        {
            _committers.Add(batch.SiteId, committers = []);
        }

        committers.Add(session.Owner);
        if (committers.Count > 1)
        {
            Saw(CoverageGoal.TwoActivations);
        }

        foreach (int number in after.Rows.Skip(before.Rows.Count).Concat(after.Dead.Skip(before.Dead.Count)))
        {
            if (before.Rows.Contains(number) || before.Dead.Contains(number))
            {
                Violations.Add($"event {number} of {batch.SiteId} is stored a second time");
            }

            if (Events[number].SiteId != batch.SiteId)
            {
                Violations.Add($"event {number} of {Events[number].SiteId} is stored for {batch.SiteId}");
            }
        }
    }

    public void NoteRefusal(SiteBatch batch)
    {
        if (_forgottenFencingTokens.Contains(batch.ExpectedFencingToken))
        {
            Saw(CoverageGoal.FencingTokenAcrossRestore);
        }

        var ids = batch.EventIds.Ids.Select(id => id.Hash).ToHashSet();
        string stream = QueueKeys.Default.Stream(SitePartition.Of(batch.SiteId), QueueKeys.Member(batch.Epoch, batch.SiteId));
        if (ids.Count > 0 && Redis().Streams.TryGetValue(stream, out StreamValue? value))
        {
            IEnumerable<int> behind = value.Entries.Where(entry => entry.Id > batch.Checkpoint).SelectMany(entry => NumbersIn(entry.Fields));
            if (behind.Any(number => Events[number].EventId is { } id && ids.Contains(EventIdHash.Of(System.Text.Encoding.UTF8.GetBytes(id)))))
            {
                Saw(CoverageGoal.IdBehindRefusedChunk);
            }
        }
    }

    public void NoteOpenAtKill(StoreSession session)
    {
        foreach (BatchEntry entry in session.Batch.Entries)
        {
            var reader = new EntryReader(entry.Bytes.Span);
            while (!reader.IsAtEnd && reader.TryRead(out EventView view))
            {
                if (EventNumber.IsPoison(view))
                {
                    Saw(CoverageGoal.PoisonAndCrash);
                }
            }
        }
    }

    public void NoteRelease(RedisState state, string[] keys, string[] arguments)
    {
        if (!_releases.Add(string.Join(' ', arguments)))
        {
            Saw(CoverageGoal.RepeatedRelease);
        }

        string epoch = arguments[0][..QueueKeys.EpochLength];
        if (IsEmptiedAndBack && arguments[2].Length > 0 && state.Hashes.GetValueOrDefault(keys[0])?.GetValueOrDefault("epoch") is { } now && now != epoch
            && state.Streams.Keys.Any(stream => stream.EndsWith(arguments[0][QueueKeys.EpochLength..], StringComparison.Ordinal)))
        {
            Saw(CoverageGoal.StaleTrimAfterEmptiedRedis);
        }
    }

    /// <summary>Excuses entries that Redis has lost.</summary>
    public void NoteRedisLoss(RedisState before, RedisState after)
    {
        var kept = NumbersIn(after).ToHashSet();
        foreach (int number in NumbersIn(before).Where(number => !kept.Contains(number)))
        {
            Events[number].IsExcused = true;
        }

        _redis = after;
    }

    /// <summary>Excuses entries that the store has lost after committing them, because they may have been trimmed.</summary>
    public void NoteStoreLoss(ImmutableDictionary<string, StoredSite> before, ImmutableDictionary<string, StoredSite> after)
    {
        _forgottenFencingTokens = [.. _fencingTokens.Except(after.Values.Select(site => site.FencingToken))];
        foreach ((string siteId, StoredSite site) in before)
        {
            foreach (int number in site.Consumed.Except(after.GetValueOrDefault(siteId)?.Consumed ?? []))
            {
                Events[number].IsExcused = true;
            }
        }
    }

    /// <summary>Notes whether a restored snapshot contains entries that the store has committed.</summary>
    public void NoteRestored(ImmutableDictionary<string, StoredSite> sites)
    {
        if (_redis is not null && NumbersIn(_redis).Any(number => sites.GetValueOrDefault(Events[number].SiteId)?.Consumed.Contains(number) == true))
        {
            Saw(CoverageGoal.SnapshotWithCommittedEntries);
        }
    }

    private static IEnumerable<int> NumbersIn(RedisState state) =>
        state.Streams.Values.SelectMany(stream => stream.Entries).SelectMany(entry => NumbersIn(entry.Fields));

    private static List<int> NumbersIn(string[] fields)
    {
        var numbers = new List<int>();
        byte[] bytes = System.Text.Encoding.Latin1.GetBytes(fields[Array.IndexOf(fields, QueueKeys.BytesField) + 1]);
        var reader = new EntryReader(bytes);
        while (!reader.IsAtEnd && reader.TryRead(out EventView view))
        {
            numbers.Add(EventNumber.Of(view));
        }

        return numbers;
    }
}
