using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace Footfall.Sentinel;

/// <summary>
/// Gives the Redis client one end point, the master's name: each connection is made to the server that the Sentinels name
/// at that moment. The client's own support for Sentinel keeps connections to all servers and takes the first that says it
/// is the master, so it goes back to an old one.
/// </summary>
internal sealed class SentinelTunnel : Tunnel
{
    private const int MasterPort = 6379;

    private readonly MasterLocator _locator;
    private readonly TimeSpan _limit;

    /// <summary>TLS to the master, whose address is known only when it is connected to; null for none.</summary>
    private readonly (SslProtocols Protocols, string? Host)? _tls;

    private SentinelTunnel(ConfigurationOptions sentinels, string master, TimeSpan limit, (SslProtocols Protocols, string? Host)? tls)
    {
        Sentinels = sentinels;
        _locator = new MasterLocator(sentinels, master);
        _limit = limit;
        _tls = tls;
    }

    /// <summary>How the Sentinels are connected to.</summary>
    public ConfigurationOptions Sentinels { get; }

    public bool UsesTls => _tls is not null;

    /// <summary>Where the master is, as last heard.</summary>
    public EndPoint? Master => _locator.Master;

    /// <summary>Turns options that name Sentinels and a service into options of the master alone.</summary>
    /// <param name="options">What is changed.</param>
    /// <param name="limit">How long finding the master and connecting to it may take together.</param>
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

    /// <summary>No socket of the client's own.</summary>
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
