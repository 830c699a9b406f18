using System.Globalization;
using Footfall.Queue;
using Footfall.Simulation.Schedule;
using Footfall.Simulation.Verification;
using StackExchange.Redis;

namespace Footfall.Simulation.Redis;

/// <summary>
/// A Redis with the product's scripts: its keys, its clock, and the faults of such a server. It reports lost entries to the
/// <see cref="Record"/>, which then does not require them.
/// </summary>
internal sealed class SimulatedRedis
{
    private static readonly DateTimeOffset Start = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private readonly Scheduler _scheduler;
    private readonly QueueScripts _scripts;
    private readonly Record _record;
    private readonly RedisCommands _commands;
    private int _lives;
    private TimeSpan _clockOffset;
    private RedisState? _snapshot;

    public SimulatedRedis(Scheduler scheduler, QueueScripts scripts, Record record)
    {
        _scheduler = scheduler;
        _scripts = scripts;
        _record = record;
        _commands = new RedisCommands(this);
        Network = new Network(
            scheduler, "redis", TimeSpan.FromSeconds(1.2),
            () => new RedisConnectionException(ConnectionFailureType.UnableToConnect, CommandFlags.None, "not sent", null, CommandStatus.WaitingToBeSent),
            () => new RedisTimeoutException(CommandFlags.None, "no answer", CommandStatus.Sent));
    }

    public RedisState State { get; private set; } = new();

    public Network Network { get; }

    /// <summary>The replication id, which changes with each life.</summary>
    public string Life => string.Create(CultureInfo.InvariantCulture, $"{_lives:x40}");

    public long NowMs => (Start + _clockOffset + _scheduler.Clock.Now).ToUnixTimeMilliseconds();

    /// <summary>Whether <c>maxmemory</c> is reached.</summary>
    public bool IsFull { get; set; }

    /// <summary>The number of commands after which the next enqueue fails midway; negative for never.</summary>
    public int FailsAfter { get; set; } = -1;

    /// <summary>Returns a script's file name.</summary>
    public string NameOf(string hash) => _scripts.NameByHash[hash];

    public object? Evaluate(string hash, string[] keys, string[] arguments)
    {
        string script = NameOf(hash);
        if (IsFull && script == "enqueue.lua")
        {
            _record.Saw(CoverageGoal.RedisFull);
            throw new RedisServerException(RedisErrorKind.OutOfMemory, CommandFlags.None, "OOM command not allowed");
        }

        if (script == "release.lua")
        {
            _record.NoteRelease(State, keys, arguments);
        }

        try
        {
            return _scripts.Evaluate(hash, keys, arguments, command => Run(script, command));
        }
        catch (RedisCommandException e)
        {
            throw new RedisServerException(RedisErrorKind.UnknownError, CommandFlags.None, e.Message);
        }
    }

    public StreamEntry[] Range(string key, string after, int count)
    {
        if (!State.Streams.TryGetValue(key, out StreamValue? stream))
        {
            return [];
        }

        EntryId from = StreamValue.Id(after.TrimStart('('));
        StreamEntry[] read = [.. stream.Entries.Where(entry => entry.Id > from).Take(count).Select(Read)];
        if (read.Length == 0 && stream.Entries.Count > 0)
        {
            _record.Saw(CoverageGoal.OnlyCommittedEntries);
        }

        return read;
    }

    /// <summary>Saves the current state, like a snapshot on disk or a replica that falls behind.</summary>
    public void Snapshot() => _snapshot = State.Copy();

    /// <summary>Restarts with all its data.</summary>
    public void Restart()
    {
        _lives++;
        Network.Cut();
    }

    /// <summary>Loses every key and nothing else, without noticing.</summary>
    public void Empty() => Replace(new RedisState());

    /// <summary>Restarts with the data of the snapshot, possibly with another server's clock.</summary>
    public void Restore(TimeSpan clockStep)
    {
        if (_snapshot is not null)
        {
            Replace(_snapshot.Copy());
        }

        Restart();
        StepClock(clockStep);
    }

    public void StepClock(TimeSpan step) => _clockOffset += step;

    private void Replace(RedisState state)
    {
        _record.NoteRedisLoss(State, state);
        State = state;
    }

    private object? Run(string script, string[] command)
    {
        if (script == "enqueue.lua" && FailsAfter >= 0 && FailsAfter-- == 0)
        {
            _record.Saw(CoverageGoal.ErrorWithinEnqueue);
            throw new RedisCommandException("ERR injected");
        }

        return _commands.Run(command);
    }

    private static StreamEntry Read((EntryId Id, string[] Fields) entry)
    {
        var values = new NameValueEntry[entry.Fields.Length / 2];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = new NameValueEntry(entry.Fields[2 * i], System.Text.Encoding.Latin1.GetBytes(entry.Fields[(2 * i) + 1]));
        }

        return new StreamEntry(entry.Id.ToString(), values);
    }
}
