using System.Text;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Finds streams whose site is missing from the ready set (it was lost, or edited by hand) and adds them; drops
/// retired epochs without streams. A safety net: nothing else depends on it.
/// </summary>
public sealed class ReadySetRepair(IConnectionMultiplexer redis, QueueKeys keys)
{
    private const int PageSize = 500;

    private static readonly RedisScript Repair = new("repair-ready-set.lua");
    private static readonly RedisScript DropEpochs = new("drop-epochs.lua");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Sweeps one partition.</summary>
    /// <returns>The number of sites that had entries but were not ready.</returns>
    /// <exception cref="RedisException">Redis is away, or refused the command.</exception>
    public async Task<long> RunAsync(int partition, CancellationToken cancellation)
    {
        RedisKey clock = keys.Clock(partition);
        RedisValue retired = await _database.HashGetAsync(clock, "old", CommandFlags.DemandMaster).ConfigureAwait(false);
        var unused = new HashSet<string>(((string?)retired ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

        long added = 0;
        var page = new List<byte[]>(PageSize);
        bool hasSeenAll = true;
        foreach (IServer server in redis.GetServers().Where(server => !server.IsReplica))
        {
            if (!server.IsConnected)
            {
                hasSeenAll = false;
                continue;
            }

            await foreach (RedisKey key in server
                .KeysAsync(_database.Database, keys.StreamPattern(partition), PageSize)
                .WithCancellation(cancellation).ConfigureAwait(false))
            {
                byte[] member = ((byte[])key!)[keys.StreamPrefixLength(partition)..];
                if (member.Length > QueueKeys.EpochLength)
                {
                    unused.Remove(Encoding.ASCII.GetString(member, 0, QueueKeys.EpochLength));
                }

                page.Add(member);
                if (page.Count == PageSize)
                {
                    added += await MakeReadyAsync(partition, page).ConfigureAwait(false);
                    page.Clear();
                }
            }
        }

        if (page.Count > 0)
        {
            added += await MakeReadyAsync(partition, page).ConfigureAwait(false);
        }

        if (hasSeenAll && unused.Count > 0)
        {
            await DropEpochs.RunAsync(_database, [clock], [.. unused.Select(epoch => (RedisValue)epoch)]).ConfigureAwait(false);
        }

        return added;
    }

    private async Task<long> MakeReadyAsync(int partition, List<byte[]> members)
    {
        byte[] prefix = Encoding.ASCII.GetBytes(keys.Stream(partition, ""));
        var names = new RedisKey[members.Count + 1];
        var arguments = new RedisValue[members.Count];
        names[0] = keys.Ready(partition);
        for (int i = 0; i < members.Count; i++)
        {
            names[i + 1] = (byte[])[.. prefix, .. members[i]];
            arguments[i] = members[i];
        }

        return (long)await Repair.RunAsync(_database, names, arguments).ConfigureAwait(false);
    }
}
