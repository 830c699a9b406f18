using System.Globalization;
using Footfall.Queue;

namespace Footfall.Simulation.Redis;

/// <summary>
/// The commands that the queue's scripts use, with the semantics of Redis:
/// https://redis.io/docs/latest/commands/. Replies are a number, a text, an array, or null.
/// </summary>
internal sealed class RedisCommands(SimulatedRedis server)
{
    private RedisState State => server.State;

    /// <exception cref="RedisCommandException">The command failed, or is unknown.</exception>
    public object? Run(string[] command) => command[0] switch
    {
        "INFO" => $"# Replication\r\nrole:master\r\nmaster_replid:{server.Life}\r\n",
        "TIME" => new object?[] { Text(server.NowMs / 1000), Text(server.NowMs % 1000 * 1000) },
        "EXISTS" => State.Streams.ContainsKey(command[1]) ? 1L : 0L,
        "DEL" => State.Streams.Remove(command[1]) ? 1L : 0L,
        "MEMORY" => 0L,
        "PUBLISH" => 0L,
        "HGET" => Hash(command[1])?.GetValueOrDefault(command[2]),
        "HMGET" => command[2..].Select(object? (field) => Hash(command[1])?.GetValueOrDefault(field)).ToArray(),
        "HSET" => HashSet(command),
        "HINCRBY" => HashIncrement(command),
        "HDEL" => Hash(command[1])?.Remove(command[2]) == true ? 1L : 0L,
        "SADD" => State.Sets.GetOrAdd(command[1]).Add(command[2]) ? 1L : 0L,
        "ZADD" => SortedSetAdd(command),
        "ZREM" => SortedSet(command[1])?.Remove(command[2]) == true ? 1L : 0L,
        "ZSCORE" => SortedSet(command[1])?.Score(command[2]) is { } score ? Text(score) : null,
        "ZRANGE" => SortedSetRange(command),
        "XLEN" => (long)(Stream(command[1])?.Entries.Count ?? 0),
        "XADD" => StreamAdd(command),
        "XTRIM" => StreamTrim(command),
        "XINFO" => new object?[] { "length", (long)Stream(command[2])!.Entries.Count, "last-generated-id", Stream(command[2])!.Last.ToString() },
        _ => throw new RedisCommandException($"ERR unknown command '{command[0]}'"),
    };

    private static string Text(double value) => value.ToString("0", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private Dictionary<string, string>? Hash(string key) => State.Hashes.GetValueOrDefault(key);

    private SortedSetValue? SortedSet(string key) => State.SortedSets.GetValueOrDefault(key);

    private StreamValue? Stream(string key) => State.Streams.GetValueOrDefault(key);

    private long HashSet(string[] command)
    {
        Dictionary<string, string> hash = State.Hashes.GetOrAdd(command[1]);
        for (int i = 2; i < command.Length; i += 2)
        {
            hash[command[i]] = command[i + 1];
        }

        return 1;
    }

    private long HashIncrement(string[] command)
    {
        Dictionary<string, string> hash = State.Hashes.GetOrAdd(command[1]);
        long value = long.Parse(hash.GetValueOrDefault(command[2], "0"), CultureInfo.InvariantCulture) + (long)Number(command[3]);
        hash[command[2]] = value.ToString(CultureInfo.InvariantCulture);
        return value;
    }

    private long SortedSetAdd(string[] command)
    {
        bool onlyNew = command[2] == "NX";
        bool onlyOld = command[2] == "XX";
        int at = onlyNew || onlyOld ? 3 : 2;
        SortedSetValue set = State.SortedSets.GetOrAdd(command[1]);
        bool exists = set.Score(command[at + 1]) is not null;
        if ((exists && onlyNew) || (!exists && onlyOld))
        {
            return 0;
        }

        set.Set(command[at + 1], Number(command[at]));
        return exists ? 0 : 1;
    }

    private object?[] SortedSetRange(string[] command)
    {
        IEnumerable<(string Member, double Score)> items = SortedSet(command[1])?.Items ?? [];
        if (command.Contains("BYSCORE"))
        {
            (double from, bool afterFrom) = Bound(command[2]);
            (double to, _) = Bound(command[3]);
            items = items.Where(item => (afterFrom ? item.Score > from : item.Score >= from) && item.Score <= to);
            int limit = Array.IndexOf(command, "LIMIT");
            items = limit < 0 ? items : items.Skip((int)Number(command[limit + 1])).Take((int)Number(command[limit + 2]));
        }
        else
        {
            items = items.Skip((int)Number(command[2])).Take((int)Number(command[3]) + 1);
        }

        return command.Contains("WITHSCORES")
            ? [.. items.SelectMany(item => new object?[] { item.Member, Text(item.Score) })]
            : [.. items.Select(item => item.Member)];
    }

    private static (double Score, bool IsExclusive) Bound(string text) => text switch
    {
        "-inf" => (double.NegativeInfinity, false),
        "+inf" => (double.PositiveInfinity, false),
        ['(', ..] => (Number(text[1..]), true),
        _ => (Number(text), false),
    };

    /// <summary>Returns the entry's id; null if the stream does not exist and must not be created.</summary>
    private string? StreamAdd(string[] command)
    {
        if (command[2] == "NOMKSTREAM")
        {
            return Stream(command[1]) is null ? null : StreamAdd([command[0], command[1], .. command[3..]]);
        }

        StreamValue stream = State.Streams.GetOrAdd(command[1]);
        EntryId id;
        if (command[2] == "*")
        {
            id = (ulong)server.NowMs > stream.Last.Ms ? new EntryId((ulong)server.NowMs, 0) : stream.Last.Next;
        }
        else
        {
            ulong ms = ulong.Parse(command[2].AsSpan(0, command[2].IndexOf('-')), CultureInfo.InvariantCulture);
            id = ms == stream.Last.Ms ? stream.Last.Next : new EntryId(ms, ms == 0 ? 1UL : 0UL);
        }

        if (id <= stream.Last)
        {
            throw new RedisCommandException("ERR The ID specified in XADD is equal or smaller than the target stream top item");
        }

        stream.Entries.Add((id, command[3..]));
        stream.Last = id;
        return id.ToString();
    }

    private long StreamTrim(string[] command)
    {
        if (Stream(command[1]) is not { } stream)
        {
            return 0;
        }

        int before = stream.Entries.Count;
        if (command[2] == "MAXLEN")
        {
            stream.Entries.RemoveRange(0, Math.Max(0, before - (int)Number(command[^1])));
        }
        else
        {
            EntryId first = StreamValue.Id(command[^1]);
            stream.Entries.RemoveAll(entry => entry.Id < first);
        }

        return before - stream.Entries.Count;
    }
}
