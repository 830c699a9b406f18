using System.Globalization;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// A private Redis Cluster on the loopback address: masters that share all slots evenly, each run as a
/// <see cref="RedisServer"/>, without replicas.
/// </summary>
public sealed class RedisCluster : IAsyncDisposable
{
    private const int Slots = 16384;

    /// <summary>The fewest masters with which Redis Cluster can reach a majority.</summary>
    private const int MasterCount = 3;

    private static readonly TimeSpan ServeLimit = TimeSpan.FromSeconds(60);

    private RedisCluster(IReadOnlyList<RedisServer> masters) => Masters = masters;

    public IReadOnlyList<RedisServer> Masters { get; }

    /// <summary><c>127.0.0.1:port,…</c> of all masters.</summary>
    public string ConnectionString => string.Join(',', Masters.Select(master => master.ConnectionString));

    /// <returns>The cluster, with all slots served.</returns>
    /// <exception cref="ServerFaultException">A server did not start, or the cluster did not form in time.</exception>
    public static async Task<RedisCluster> StartAsync(CancellationToken cancellation = default)
    {
        var masters = new List<RedisServer>();
        var cluster = new RedisCluster(masters);
        try
        {
            for (int i = 0; i < MasterCount; i++)
            {
                int busPort = FreePort.Take();
                RedisServer master = await RedisServer.StartAsync(
                    new RedisServerOptions
                    {
                        ExtraArguments =
                        [
                            "--cluster-enabled", "yes",
                            "--cluster-port", busPort.ToString(CultureInfo.InvariantCulture),
                            "--cluster-node-timeout", "5000",
                        ],
                    },
                    cancellation);
                masters.Add(master);
                await AskAsync(master, $"CLUSTER SET-CONFIG-EPOCH {i + 1}", cancellation);
                await AskAsync(master, $"CLUSTER ADDSLOTSRANGE {Slots * i / MasterCount} {(Slots * (i + 1) / MasterCount) - 1}", cancellation);
                await AskAsync(masters[0], $"CLUSTER MEET 127.0.0.1 {master.Port} {busPort}", cancellation);
            }

            await cluster.WaitUntilServingAsync(cancellation);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Asks all masters to end, which flushes their data to disk.</summary>
    public Task StopAsync() => Task.WhenAll(Masters.Select(master => master.StopAsync()));

    /// <summary>Starts all masters again, and waits until all slots are served.</summary>
    /// <exception cref="ServerFaultException">As in <see cref="StartAsync"/>.</exception>
    public async Task RestartAsync(CancellationToken cancellation = default)
    {
        await Task.WhenAll(Masters.Select(master => master.RestartAsync(cancellation)));
        await WaitUntilServingAsync(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisServer master in Masters)
        {
            await master.DisposeAsync();
        }
    }

    private async Task WaitUntilServingAsync(CancellationToken cancellation)
    {
        foreach (RedisServer master in Masters)
        {
            string answer = "";
            bool serves = await Poll.UntilAsync(
                async token =>
                {
                    answer = await RedisProbe.AskAsync("127.0.0.1", master.Port, "CLUSTER INFO", token);
                    return answer.Contains("cluster_state:ok", StringComparison.Ordinal)
                        && answer.Contains($"cluster_slots_ok:{Slots}", StringComparison.Ordinal)
                        && answer.Contains($"cluster_size:{MasterCount}", StringComparison.Ordinal);
                },
                ServeLimit,
                cancellation);
            if (!serves)
            {
                throw new ServerFaultException($"Redis Cluster at {master.ConnectionString} did not serve all slots within {ServeLimit.TotalSeconds:0} s, but: {answer}");
            }
        }
    }

    private static async Task AskAsync(RedisServer master, string command, CancellationToken cancellation)
    {
        string answer = await RedisProbe.AskAsync("127.0.0.1", master.Port, command, cancellation);
        if (!answer.StartsWith("+OK", StringComparison.Ordinal))
        {
            throw new ServerFaultException($"Redis at {master.ConnectionString} answered {command} with: {answer}");
        }
    }
}
