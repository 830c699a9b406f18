using System.Globalization;
using System.Text.RegularExpressions;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// A private Redis with replicas on the loopback address, and three Sentinels that promote a replica when the master is
/// away. A restarted server returns in its original role, and reports it until a Sentinel reconfigures it.
/// </summary>
public sealed partial class RedisSentinels : IAsyncDisposable
{
    /// <summary>The name under which the Sentinels know the master.</summary>
    public const string Master = "footfall";

    internal const int Quorum = 2;
    private const int SentinelCount = 3;

    private static readonly TimeSpan SteadyLimit = TimeSpan.FromSeconds(90);

    private readonly List<RedisServer> _servers = [];
    private readonly List<RedisSentinel> _sentinels = [];

    private RedisSentinels()
    {
    }

    /// <summary>The servers: initially the master, then its replicas.</summary>
    public IReadOnlyList<RedisServer> Servers => _servers;

    /// <summary><c>redis+sentinel://…</c>.</summary>
    public string ConnectionString => $"redis+sentinel://{Hosts}/{Master}";

    /// <summary>The Sentinels' addresses, <c>127.0.0.1:port,…</c>.</summary>
    public string Hosts => string.Join(',', _sentinels.Select(sentinel => RedisServer.Address(sentinel.Port)));

    /// <param name="replicas">The number of replicas.</param>
    /// <param name="downAfter">The time without a response after which a master counts as down.</param>
    /// <param name="options">The options of each server.</param>
    /// <param name="cancellation">The token that ends the wait.</param>
    /// <returns>The whole set, in step.</returns>
    /// <exception cref="ServerFaultException">A part did not start, or they did not find each other in time.</exception>
    public static async Task<RedisSentinels> StartAsync(
        int replicas, TimeSpan downAfter, RedisServerOptions? options = null, CancellationToken cancellation = default)
    {
        var all = new RedisSentinels();
        try
        {
            options ??= new RedisServerOptions();
            RedisServer master = await RedisServer.StartAsync(options, cancellation);
            all._servers.Add(master);
            for (int i = 0; i < replicas; i++)
            {
                string port = master.Port.ToString(CultureInfo.InvariantCulture);
                all._servers.Add(await RedisServer.StartAsync(
                    options with { ExtraArguments = [.. options.ExtraArguments, "--replicaof", "127.0.0.1", port] }, cancellation));
            }

            for (int i = 0; i < SentinelCount; i++)
            {
                all._sentinels.Add(await RedisSentinel.StartAsync(Master, master.Port, downAfter, cancellation));
            }

            await all.WaitUntilSteadyAsync(cancellation);
            return all;
        }
        catch
        {
            await all.DisposeAsync();
            throw;
        }
    }

    /// <summary>Returns the server that a majority of the Sentinels name; null when there is no majority.</summary>
    public async Task<RedisServer?> FindMasterAsync(CancellationToken cancellation = default)
    {
        string[] answers = await Task.WhenAll(_sentinels.Select(
            sentinel => RedisProbe.AskAsync("127.0.0.1", sentinel.Port, $"SENTINEL GET-MASTER-ADDR-BY-NAME {Master}", cancellation)));
        IEnumerable<int> ports = answers.Select(answer => AddressPort().Match(answer))
            .Where(match => match.Success)
            .Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
        IGrouping<int, int>? most = ports.GroupBy(port => port).MaxBy(group => group.Count());
        return most?.Count() >= Quorum ? _servers.Find(server => server.Port == most.Key) : null;
    }

    /// <summary>Waits until another server is named as the master.</summary>
    /// <exception cref="ServerFaultException">No other server was named in time.</exception>
    public async Task<RedisServer> WaitForAnotherMasterAsync(RedisServer old, CancellationToken cancellation = default)
    {
        RedisServer? master = null;
        bool isOther = await Poll.UntilAsync(
            async token => (master = await FindMasterAsync(token)) is not null && master != old, SteadyLimit, cancellation);
        return isOther ? master! : throw new ServerFaultException("The Sentinels made no replica the master.");
    }

    /// <summary>Waits until the master has all other servers as replicas in step, and the Sentinels know them and each other.</summary>
    /// <exception cref="ServerFaultException">It took too long.</exception>
    public async Task WaitUntilSteadyAsync(CancellationToken cancellation = default)
    {
        string last = "";
        bool isSteady = await Poll.UntilAsync(
            async token =>
            {
                if (await FindMasterAsync(token) is not { } master)
                {
                    return false;
                }

                last = await RedisProbe.AskAsync("127.0.0.1", master.Port, "INFO replication", token);
                bool inStep = last.Contains("role:master", StringComparison.Ordinal) && OnlineReplica().Count(last) == _servers.Count - 1;
                string[] known = await Task.WhenAll(_sentinels.Select(
                    sentinel => RedisProbe.AskAsync("127.0.0.1", sentinel.Port, $"SENTINEL CKQUORUM {Master}", token)));
                string[] masters = await Task.WhenAll(_sentinels.Select(
                    sentinel => RedisProbe.AskAsync("127.0.0.1", sentinel.Port, "INFO sentinel", token)));
                return inStep
                    && known.All(answer => answer.StartsWith($"+OK {SentinelCount} usable", StringComparison.Ordinal))
                    && masters.All(answer => answer.Contains($"status=ok,address=127.0.0.1:{master.Port},slaves={_servers.Count - 1},sentinels={SentinelCount}", StringComparison.Ordinal));
            },
            SteadyLimit,
            cancellation);
        if (!isSteady)
        {
            throw new ServerFaultException($"Redis and its Sentinels were not in step after {SteadyLimit.TotalSeconds:0} s. The master says: {last}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (RedisSentinel sentinel in _sentinels)
        {
            await sentinel.DisposeAsync();
        }

        foreach (RedisServer server in _servers)
        {
            server.Thaw();
            await server.DisposeAsync();
        }
    }

    [GeneratedRegex(@"\$\d+\r\n[^\r]+\r\n\$\d+\r\n(\d+)\r\n")]
    private static partial Regex AddressPort();

    [GeneratedRegex(@"slave\d+:.*state=online.*lag=[01]\b")]
    private static partial Regex OnlineReplica();
}
