using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Footfall.Redis;

/// <summary>
/// Gives the Redis client one end point, the master's name: each connection goes to the server that the Sentinels name at
/// that moment. The client's own Sentinel support keeps connections to all servers and takes the first that claims to be
/// the master, so it returns to an old one.
/// </summary>
internal sealed class SentinelTunnel : Tunnel
{
    private const int MasterPort = 6379;

    private readonly MasterLocator _locator;
    private readonly TimeSpan _limit;

    /// <summary>TLS to the master, whose address is known only on connecting; null for none.</summary>
    private readonly (SslProtocols Protocols, string? Host)? _tls;

    private SentinelTunnel(ConfigurationOptions sentinels, string master, TimeSpan limit, (SslProtocols Protocols, string? Host)? tls)
    {
        Sentinels = sentinels;
        _locator = new MasterLocator(sentinels, master);
        _limit = limit;
        _tls = tls;
    }

    /// <summary>The connection options of the Sentinels.</summary>
    public ConfigurationOptions Sentinels { get; }

    public bool UsesTls => _tls is not null;

    /// <summary>The master's last known address.</summary>
    public EndPoint? Master => _locator.Master;

    /// <summary>Turns options that name Sentinels and a service into options of the master alone.</summary>
    /// <param name="options">The options to change.</param>
    /// <param name="limit">The time limit for finding the master and connecting to it together.</param>
    public static void Apply(ConfigurationOptions options, TimeSpan limit)
    {
        string master = options.ServiceName!;
        ConfigurationOptions sentinels = OptionsOfSentinels(options);
        (SslProtocols, string?)? tls = options.Ssl ? (options.SslProtocols ?? SslProtocols.None, options.SslHost) : null;
        options.Tunnel = new SentinelTunnel(sentinels, master, limit, tls);
        options.EndPoints.Clear();
        options.EndPoints.Add(new DnsEndPoint(master, MasterPort));
        options.ServiceName = null;
        options.Ssl = false;
    }

    /// <summary>The client must not open a socket of its own.</summary>
    public override ValueTask<EndPoint?> GetSocketConnectEndpointAsync(EndPoint endpoint, CancellationToken cancellationToken) => new((EndPoint?)null);

    public override async ValueTask<Stream?> BeforeAuthenticateAsync(
        EndPoint endpoint, ConnectionType connectionType, Socket? socket, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_limit);
        MasterConnection connection = await _locator.ConnectAsync(limit.Token).ConfigureAwait(false);
        if (_tls is not { } tls)
        {
            return connection;
        }

        var secure = new SslStream(connection);
        try
        {
            string host = tls.Host ?? (connection.Address is DnsEndPoint name ? name.Host : ((IPEndPoint)connection.Address).Address.ToString());
            await secure.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = host, EnabledSslProtocols = tls.Protocols }, limit.Token).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ConfigurationOptions OptionsOfSentinels(ConfigurationOptions options)
    {
        ConfigurationOptions sentinels = options.Clone();
        sentinels.ServiceName = null;
        sentinels.User = options.SentinelUser;
        sentinels.Password = options.SentinelPassword;
        sentinels.DefaultDatabase = null;
        sentinels.CommandMap = CommandMap.Sentinel;
        sentinels.TieBreaker = "";
        sentinels.AllowAdmin = true;
        sentinels.AbortOnConnectFail = false;
        sentinels.BacklogPolicy = BacklogPolicy.FailFast;
        sentinels.ReconnectRetryPolicy = new LinearRetry(500);
        sentinels.HeartbeatInterval = TimeSpan.FromMilliseconds(250);
        sentinels.ConnectTimeout = 1000;
        sentinels.AsyncTimeout = 500;
        return sentinels;
    }
}
