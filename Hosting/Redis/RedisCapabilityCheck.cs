using Footfall.Queue;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>Tests on a server everything that the queue needs, before the first event needs it.</summary>
internal sealed class RedisCapabilityCheck(IConnectionMultiplexer redis, QueueKeys names)
{
    private static readonly RedisScript CapabilityCheck = new("check-capabilities.lua");

    /// <returns>The first missing capability, as the server words it; null when none is missing.</returns>
    /// <exception cref="RedisException">The server is away, is loading its data, or is out of memory.</exception>
    public async Task<string?> FindMissingAsync()
    {
        RedisKey[] keys = [.. Enumerable.Range(1, 6).Select(number => (RedisKey)names.CapabilityCheck(number))];
        string[] reply;
        try
        {
            reply = (string[])(await CapabilityCheck.RunAsync(redis.GetDatabase(), keys, [names.Wake(0)]).ConfigureAwait(false))!;
        }
        catch (RedisServerException e) when (IsLasting(e))
        {
            return Explain("scripts that begin with #!lua (EVALSHA, EVAL)", e.Message);
        }

        if (reply[0].Length == 0)
        {
            return Explain(reply[1], reply[2]);
        }

        return await FindMissingOfClientAsync(keys[0]).ConfigureAwait(false);
    }

    /// <summary>Tests the commands that are sent without a script.</summary>
    private async Task<string?> FindMissingOfClientAsync(RedisKey key)
    {
        IDatabase database = redis.GetDatabase();
        (string Command, Func<Task> Try)[] commands =
        [
            ("XRANGE", () => database.StreamRangeAsync(key, count: 1, flags: CommandFlags.DemandMaster)),
            ("ZCARD", () => database.SortedSetLengthAsync(key, flags: CommandFlags.DemandMaster)),
            ("HGETALL", () => database.HashGetAllAsync(key, CommandFlags.DemandMaster)),
            ("GET", () => database.StringGetAsync(key, CommandFlags.DemandMaster)),
            ("LRANGE", () => database.ListRangeAsync(key, 0, 0, CommandFlags.DemandMaster)),
            ("WATCH, MULTI and EXEC", () => TryTransactionAsync(database, key)),
            ("PSUBSCRIBE", () => TrySubscriptionAsync()),
        ];
        foreach ((string command, Func<Task> attempt) in commands)
        {
            try
            {
                await attempt().ConfigureAwait(false);
            }
            catch (RedisServerException e) when (IsLasting(e))
            {
                return Explain(command, e.Message);
            }
        }

        return null;
    }

    /// <summary>Cluster membership changes by conditional transactions.</summary>
    private static async Task TryTransactionAsync(IDatabase database, RedisKey key)
    {
        ITransaction step = database.CreateTransaction();
        step.AddCondition(Condition.HashNotExists(key, "f"));
        Task<RedisValue> read = step.HashGetAsync(key, "f");
        // Not executed, and the read cancelled, when another host's test came in between: both use the same keys.
        if (await step.ExecuteAsync(CommandFlags.DemandMaster).ConfigureAwait(false))
        {
            await read.ConfigureAwait(false);
        }
    }

    private async Task TrySubscriptionAsync()
    {
        // The pattern that silos use: ACLs match patterns literally.
        var channel = RedisChannel.Pattern(names.WakePattern);
        Action<RedisChannel, RedisValue> handler = static (_, _) => { };
        ISubscriber subscriber = redis.GetSubscriber();
        for (int i = 0; i < 40 && !subscriber.IsConnected(); i++)
        {
            // A separate connection, which may be established slightly later than the other.
            await Task.Delay(50).ConfigureAwait(false);
        }

        await subscriber.SubscribeAsync(channel, handler).ConfigureAwait(false);
        await subscriber.UnsubscribeAsync(channel, handler).ConfigureAwait(false);
    }

    /// <summary>Returns whether waiting does not help.</summary>
    private static bool IsLasting(RedisServerException refusal) => !RedisScript.WasNotExecuted(refusal)
        && !refusal.Message.StartsWith("CLUSTERDOWN", StringComparison.Ordinal);

    private string Explain(string command, string words)
    {
        bool isPermission = words.Contains("NOPERM", StringComparison.Ordinal) || words.Contains("user executing the script", StringComparison.Ordinal)
            || words.Contains("permission", StringComparison.OrdinalIgnoreCase);
        string rest = words.TrimEnd('.', ' ');
        return isPermission
            ? $"does not let this user run {command} on keys and channels footfall*: {rest}. Its ACL should have: ~footfall* &footfall* &{names.WakePattern} +@all -@admin -@dangerous +info +keys"
            : $"does not run {command} as Footfall needs it: {rest}. Use Redis 7.0 or newer, or Valkey";
    }
}
