using Footfall.Queue;
using Footfall.Wire;

namespace Footfall.Drain;

/// <summary>One site in an in-memory store, with real fencing tokens; it can fail in each way that PostgreSQL can.</summary>
internal sealed class FakeStore(List<string> log) : IEventStore
{
    private readonly Dictionary<string, EntryId> _checkpoints = [];
    private readonly List<RegisteredIds> _ids = [];
    private readonly List<AttributeRange> _attributes = [];
    private Guid _commitId = Guid.NewGuid();
    private ErasureFilter? _erasures;
    private int _underWay;

    /// <summary>Every stored entry, as often as it was stored.</summary>
    public List<EntryId> Stored { get; } = [];

    public List<SiteBatch> Batches { get; } = [];

    /// <summary>The number of the next attribute set.</summary>
    public int NextAttributes => _attributes.Count == 0 ? 1 : _attributes[^1].Next;

    /// <summary>The texts of every stored row: those of its attribute sets, as its numbers name them.</summary>
    public List<string?[]> StoredAttributes { get; } = [];

    /// <summary>The numbers of events stored and duplicates found.</summary>
    public (int Events, int Duplicates) Counts { get; private set; }

    /// <summary>Awaited before each commit takes effect.</summary>
    public Func<Task> BeforeCommit { get; set; } = () => Task.CompletedTask;

    /// <summary>The faults of the next commits; without any left, commits succeed.</summary>
    public Queue<Fault> Faults { get; } = new();

    /// <summary>Awaited before each load; may throw.</summary>
    public Func<Task> BeforeLoad { get; set; } = () => Task.CompletedTask;

    public enum Fault
    {
        None,
        NotCommitted,
        UnknownAndNotStored,
        UnknownButStored,

        /// <summary>Stored, but missing on a standby that takes over.</summary>
        StoredHere,
    }

    /// <summary>The standby's data, used after <see cref="FailOver"/>. Updated by each commit that is not stored here only.</summary>
    private (Guid FencingToken, Dictionary<string, EntryId> Checkpoints, List<EntryId> Stored) _standby = (Guid.Empty, [], []);

    /// <summary>Whether the standby is available, so that a read can be confirmed.</summary>
    public bool HasStandby { get; set; } = true;

    public bool IsPaused { get; private set; }

    public EntryId Checkpoint(string epoch) => _checkpoints.GetValueOrDefault(epoch);

    /// <summary>Another activation commits: the fencing token changes, and the checkpoint too when an id is given.</summary>
    public void MoveFencingToken(string epoch, EntryId? checkpoint = null)
    {
        _commitId = Guid.NewGuid();
        if (checkpoint is { } id)
        {
            _checkpoints[epoch] = id;
        }
    }

    /// <summary>Pauses as an operator does: the fencing token changes too.</summary>
    public void Pause(bool isPaused)
    {
        IsPaused = isPaused;
        _commitId = Guid.NewGuid();
    }

    /// <inheritdoc cref="Pause"/>
    public void Erase(ErasureFilter erasures)
    {
        _erasures = erasures;
        _commitId = Guid.NewGuid();
    }

    public async Task<SiteState> LoadAsync(string siteId, string epoch)
    {
        log.Add("load");
        await BeforeLoad();
        return new SiteState(_commitId, Checkpoint(epoch), IsPaused, _erasures);
    }

    public Task<IReadOnlyList<RegisteredIds>> LoadEventIdsAsync(string siteId, TimeSpan length, int size)
    {
        log.Add("load ids");
        return Task.FromResult<IReadOnlyList<RegisteredIds>>([.. _ids]);
    }

    public Task<StoredAttributes> LoadAttributesAsync(string siteId, int size)
    {
        log.Add("load attributes");
        return Task.FromResult(new StoredAttributes(NextAttributes, [.. _attributes]));
    }

    public async Task<CommitOutcome> CommitAsync(SiteBatch batch)
    {
        Assert.Equal(1, ++_underWay);
        Batches.Add(batch);
        log.Add($"commit {batch.Checkpoint.Ms}");
        await BeforeCommit();
        _underWay--;
        Fault fault = Faults.TryDequeue(out Fault next) ? next : Fault.None;
        bool isStored = batch.ExpectedFencingToken == _commitId && (fault is Fault.None or Fault.UnknownButStored or Fault.StoredHere);
        if (isStored)
        {
            _commitId = batch.FencingToken;
            _checkpoints[batch.Epoch] = batch.Checkpoint;
            Counts = (Counts.Events + batch.Events, Counts.Duplicates + batch.Duplicates);
            if (!batch.EventIds.Ids.IsEmpty)
            {
                _ids.Add(batch.EventIds);
            }

            AddAttributes(batch);
            Stored.AddRange(batch.Entries.Select(entry => entry.Id));
            if (fault != Fault.StoredHere)
            {
                Replicate();
            }
        }

        CommitOutcome outcome = fault is Fault.UnknownButStored or Fault.UnknownAndNotStored ? CommitOutcome.Unknown
            : isStored ? fault == Fault.StoredHere ? CommitOutcome.CommittedHere : CommitOutcome.Committed
            : CommitOutcome.NotCommitted;
        log.Add(outcome.ToString());
        return outcome;
    }

    public Task<bool> ConfirmAsync(string siteId, Guid fencingToken)
    {
        log.Add("confirm");
        bool isConfirmed = HasStandby && fencingToken == _commitId;
        if (isConfirmed)
        {
            Replicate();
        }

        return Task.FromResult(isConfirmed);
    }

    /// <summary>Loses the server; the standby takes over.</summary>
    public void FailOver()
    {
        _commitId = _standby.FencingToken;
        _checkpoints.Clear();
        foreach ((string epoch, EntryId checkpoint) in _standby.Checkpoints)
        {
            _checkpoints.Add(epoch, checkpoint);
        }

        Stored.Clear();
        Stored.AddRange(_standby.Stored);
    }

    private void AddAttributes(SiteBatch batch)
    {
        if (batch.NewAttributes.Sets.Count > 0)
        {
            Assert.Equal(NextAttributes, batch.NewAttributes.FirstId);
            _attributes.Add(batch.NewAttributes);
        }

        var sets = _attributes.SelectMany(range => range.Sets.Select((text, i) => (Id: range.FirstId + i, text))).ToDictionary(set => set.Id, set => set.text);
        foreach (int[] row in batch.Entries.SelectMany(entry => entry.AttributeIds.ToArray().Chunk(EventSchema.Groups.Length)))
        {
            StoredAttributes.Add(Array.ConvertAll(row, id => id == 0 ? null : sets[id]));
        }
    }

    private void Replicate() => _standby = (_commitId, new(_checkpoints), [.. Stored]);
}
