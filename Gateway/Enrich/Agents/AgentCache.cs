using System.Collections.Concurrent;

namespace Footfall.Enrich;

/// <summary>
/// The agents of headers that were seen before, in bounded memory: they are kept in two generations, and when the younger one is full, the
/// older one is dropped. Agents in use are always in the younger one. Finding one there allocates nothing. Thread-safe; threads that add
/// at the same moment may exceed the capacity by one each.
/// </summary>
/// <param name="capacity">The maximum number of agents; 20,000 with keys of usual length take about 12 MB, with the longest 75.</param>
internal sealed class AgentCache(int capacity)
{
    private readonly Lock _replacing = new();

    /// <summary>Replaced under the lock, read by any thread.</summary>
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    /// <summary>The number of agents; one that moved to the younger generation counts twice until the older one is dropped.</summary>
    public int Count => _young.Count + _old.Count;

    public Agent? Find(ReadOnlySpan<char> key)
    {
        if (_young.Lookup.TryGetValue(key, out Agent? agent))
        {
            return agent;
        }

        if (_old.Lookup.TryGetValue(key, out string? kept, out agent))
        {
            Add(kept, agent);
            return agent;
        }

        return null;
    }

    public void Add(string key, Agent agent)
    {
        Generation young = _young;
        if (young.Count >= capacity / 2)
        {
            young = Replace(young);
        }

        young.Add(key, agent);
    }

    private Generation Replace(Generation full)
    {
        lock (_replacing)
        {
            if (_young == full)
            {
                // In this order, so that a thread in between finds the agents of the full generation in either of them.
                _old = full;
                _young = new Generation();
            }

            return _young;
        }
    }

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<string, Agent> _agents = new(StringComparer.Ordinal);
        private int _count;

        public Generation() => Lookup = _agents.GetAlternateLookup<ReadOnlySpan<char>>();

        public ConcurrentDictionary<string, Agent>.AlternateLookup<ReadOnlySpan<char>> Lookup { get; }

        /// <summary>Counted here, because the dictionary would take all of its locks to count.</summary>
        public int Count => Volatile.Read(ref _count);

        public void Add(string key, Agent agent)
        {
            if (_agents.TryAdd(key, agent))
            {
                Interlocked.Increment(ref _count);
            }
        }
    }
}
