using System.Text;
using Footfall.Queue;

namespace Footfall.Simulation.Redis;

/// <summary>A stream: entries in the order of their ids, and the last id assigned.</summary>
internal sealed class StreamValue
{
    public List<(EntryId Id, string[] Fields)> Entries { get; private init; } = [];

    public EntryId Last { get; set; }

    /// <exception cref="RedisCommandException">The text is not a valid id.</exception>
    public static EntryId Id(string text) => EntryId.TryParse(Encoding.Latin1.GetBytes(text), out EntryId id)
        ? id
        : throw new RedisCommandException("ERR Invalid stream ID specified as stream command argument");

    public StreamValue Copy() => new() { Entries = [.. Entries], Last = Last };
}
