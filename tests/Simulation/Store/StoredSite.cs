using System.Collections.Immutable;
using Footfall.Drain;
using Footfall.Queue;

namespace Footfall.Simulation.Store;

/// <summary>The store's state of one site.</summary>
internal sealed record StoredSite
{
    public Guid FencingToken { get; init; } = Guid.NewGuid();

    public bool IsPaused { get; init; }

    public ImmutableDictionary<string, EntryId> Checkpoints { get; init; } = ImmutableDictionary<string, EntryId>.Empty;

    public ImmutableList<RegisteredIds> EventIds { get; init; } = [];

    public ImmutableList<AttributeRange> Attributes { get; init; } = [];

    public int NextAttributes { get; init; } = 1;

    /// <summary>Numbers of the events whose row names a set that has another title than the event.</summary>
    public ImmutableList<int> WrongTitles { get; init; } = [];

    /// <summary>Numbers of the events with a row.</summary>
    public ImmutableList<int> Rows { get; init; } = [];

    /// <summary>Numbers of the events with a dead letter.</summary>
    public ImmutableList<int> Dead { get; init; } = [];

    /// <summary>Numbers of all events in committed entries, including duplicates.</summary>
    public ImmutableList<int> Consumed { get; init; } = [];

    /// <summary>The counters of the ledger.</summary>
    public long StoredCount { get; init; }

    public long DeadCount { get; init; }

    public long Duplicates { get; init; }
}
