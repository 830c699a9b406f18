using System.Net;
using StackExchange.Redis;

namespace Footfall.Integration.Queue;

/// <summary>Moves a Redis Cluster slot from its master to another, as <c>redis-cli --cluster reshard</c> does, while both serve.</summary>
internal static class SlotMove
{
    private const int KeysAtOnce = 50;
    private const int TimeoutMs = 5000;

    /// <param name="redis">The cluster.</param>
    /// <param name="slot">The slot.</param>
    /// <param name="to">The new master.</param>
    public static async Task RunAsync(IConnectionMultiplexer redis, int slot, IServer to)
    {
        IServer from = redis.GetServer(redis.GetServers()[0].ClusterConfiguration!.GetBySlot(slot)!.EndPoint!);
        string source = await IdAsync(from);
        string target = await IdAsync(to);
        await to.ExecuteAsync("CLUSTER", "SETSLOT", slot, "IMPORTING", source);
        await from.ExecuteAsync("CLUSTER", "SETSLOT", slot, "MIGRATING", target);
        var address = (IPEndPoint)to.EndPoint;
        while ((RedisValue[]?)await from.ExecuteAsync("CLUSTER", "GETKEYSINSLOT", slot, KeysAtOnce) is { Length: > 0 } keys)
        {
            await from.ExecuteAsync("MIGRATE", [address.Address.ToString(), address.Port, "", 0, TimeoutMs, "KEYS", .. keys.Cast<object>()]);
        }

        // The new master first, so that the slot always has an owner.
        foreach (IServer server in redis.GetServers().OrderBy(server => server == to ? 0 : 1))
        {
            await server.ExecuteAsync("CLUSTER", "SETSLOT", slot, "NODE", target);
        }
    }

    private static async Task<string> IdAsync(IServer server) => (string)(await server.ExecuteAsync("CLUSTER", "MYID"))!;
}
