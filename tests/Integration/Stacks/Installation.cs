using Footfall.Dev.Servers;
using Footfall.Integration.Queue;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Footfall.Queue;

namespace Footfall.Integration.Stacks;

/// <summary>A running Footfall, and the ways a test looks at it: over HTTP, into Redis, into PostgreSQL.</summary>
internal sealed class Installation : IAsyncDisposable
{
    private Installation(Stack stack, string clusterId)
    {
        Stack = stack;
        Gateway = new GatewayClient(stack.GatewayAddress);
        Queue = new QueueState(stack.RedisConnection, new QueueKeys(clusterId));
        Store = new StoredEvents(stack.PostgresConnection);
    }

    public Stack Stack { get; }

    /// <summary>The first gateway.</summary>
    public GatewayClient Gateway { get; }

    public QueueState Queue { get; }

    public StoredEvents Store { get; }

    /// <summary>Sites are summed up after few events, so that sums have a part in all statistics.</summary>
    public static async Task<Installation> StartAsync(StackOptions options) => new(await Stack.StartAsync(options with
    {
        ReadyLimit = TimeSpan.FromSeconds(120),
        Environment = new Dictionary<string, string>(options.Environment) { ["RollUp__Events"] = "10" },
    }), options.ClusterId);

    /// <summary>
    /// Waits until gateways write the newest version of the queue's encoding, which they do as soon as they have seen what
    /// the silos read; until then the newest reasons of refusals are counted as older ones.
    /// </summary>
    public Task WaitForNewestEntriesAsync() => Eventually.TrueAsync(
        "gateways write the newest entries",
        () => Stack.Gateways.All(gateway => gateway.Output.Contains($"Entries are written in version {EntryCodec.Version} ", StringComparison.Ordinal)));

    public async ValueTask DisposeAsync()
    {
        Gateway.Dispose();
        await Queue.DisposeAsync();
        await Store.DisposeAsync();
        HostLogs.Keep(Stack.Directory);
        await Stack.DisposeAsync();
    }
}
