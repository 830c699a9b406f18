namespace Footfall.Simulation.Redis;

/// <summary>The keys of a Redis. Texts hold bytes, one per character.</summary>
internal sealed class RedisState
{
    public Dictionary<string, Dictionary<string, string>> Hashes { get; private init; } = [];

    public Dictionary<string, SortedSetValue> SortedSets { get; private init; } = [];

    public Dictionary<string, StreamValue> Streams { get; private init; } = [];

    public Dictionary<string, HashSet<string>> Sets { get; private init; } = [];

    public RedisState Copy() => new()
    {
        Hashes = Hashes.ToDictionary(pair => pair.Key, pair => new Dictionary<string, string>(pair.Value)),
        SortedSets = SortedSets.ToDictionary(pair => pair.Key, pair => pair.Value.Copy()),
        Streams = Streams.ToDictionary(pair => pair.Key, pair => pair.Value.Copy()),
        Sets = Sets.ToDictionary(pair => pair.Key, pair => new HashSet<string>(pair.Value)),
    };
}
