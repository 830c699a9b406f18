using System.Globalization;
using System.Net;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>Asks all Sentinels which server is the master.</summary>
/// <param name="options">The Sentinels' addresses and credentials.</param>
/// <param name="master">The name under which they know the master.</param>
internal sealed class SentinelClient(ConfigurationOptions options, string master) : IAsyncDisposable
{
    private readonly Lazy<Task<ConnectionMultiplexer>> _sentinels = new(() => ConnectionMultiplexer.ConnectAsync(options));

    /// <returns>The answer of each Sentinel that responded.</returns>
    /// <exception cref="RedisException">None responds, or none knows the master.</exception>
    public async Task<IReadOnlyList<NamedMaster>> AskAsync(CancellationToken cancellation)
    {
        ConnectionMultiplexer sentinels = await _sentinels.Value.WaitAsync(cancellation).ConfigureAwait(false);
        IServer[] connected = [.. sentinels.GetServers().Where(server => server.IsConnected)];
        var faults = new List<string>();
        NamedMaster?[] answers = await Task.WhenAll(connected.Select(server => AskAsync(server, faults))).WaitAsync(cancellation).ConfigureAwait(false);
        NamedMaster[] named = [.. answers.OfType<NamedMaster>()];
        return named.Length > 0 ? named : throw new RedisConnectionException(
            ConnectionFailureType.UnableToConnect,
            CommandFlags.None,
            faults.Count > 0
                ? $"The Sentinels do not know the master {master}: {faults[0]}"
                : $"None of the Sentinels {string.Join(", ", options.EndPoints.Select(Describe))} answers.",
            innerException: null);
    }

    public async ValueTask DisposeAsync()
    {
        if (_sentinels.IsValueCreated)
        {
            await (await _sentinels.Value.ConfigureAwait(false)).DisposeAsync().ConfigureAwait(false);
        }
    }

    public static string Describe(EndPoint address) => address is DnsEndPoint name ? $"{name.Host}:{name.Port}" : address.ToString()!;

    private async Task<NamedMaster?> AskAsync(IServer sentinel, List<string> faults)
    {
        try
        {
            Task<KeyValuePair<string, string>[]> row = sentinel.SentinelMasterAsync(master);
            // Returns the promoted replica as soon as it is the master, before the others follow it.
            EndPoint? address = await sentinel.SentinelGetMasterAddressByNameAsync(master).ConfigureAwait(false);
            Dictionary<string, string> facts = (await row.ConfigureAwait(false)).ToDictionary();
            if (address is null || !long.TryParse(facts.GetValueOrDefault("config-epoch"), NumberStyles.None, CultureInfo.InvariantCulture, out long epoch))
            {
                return null;
            }

            bool isPromoted = facts.GetValueOrDefault("failover-state", "") is "reconf_slaves" or "update_config";
            return new NamedMaster(address, epoch, isPromoted);
        }
        catch (Exception e) when (RedisFault.IsOutage(e))
        {
            lock (faults)
            {
                faults.Add(e.Message);
            }

            return null;
        }
    }
}
