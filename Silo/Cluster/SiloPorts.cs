using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Footfall.Startup;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Footfall.Cluster;

/// <summary>
/// Listens on the silo's two TCP ports, exclusively, before the silo joins its cluster. Orleans' own sockets share a
/// port with any other process that requests it (SO_REUSEPORT): two silos would get half of the connections each, and the later
/// one would declare the other dead.
/// </summary>
internal sealed class SiloPorts : IConnectionListenerFactory, IHostedLifecycleService, IDisposable
{
    /// <summary>The same as Orleans' own listeners.</summary>
    private const int Backlog = 512;

    private readonly EndpointOptions _endpoints;
    private readonly SocketTransportFactory _transport;

    /// <summary>Listening sockets that Orleans has not requested yet. Filled at startup, emptied by Orleans' listeners.</summary>
    private readonly ConcurrentDictionary<EndPoint, Socket> _waiting = new();

    public SiloPorts(IOptions<EndpointOptions> endpoints, ILoggerFactory loggers)
    {
        _endpoints = endpoints.Value;
        _transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions
            {
                Backlog = Backlog,

                // Orleans has its own limits for data in transit.
                MaxReadBufferSize = null,
                MaxWriteBufferSize = null,
                CreateBoundListenSocket = endpoint => _waiting.TryRemove(endpoint, out Socket? socket) ? socket : Listen((IPEndPoint)endpoint),
            }),
            loggers);
    }

    /// <summary>Replaces Orleans' own listeners.</summary>
    public static void Use(IServiceCollection services)
    {
        ServiceDescriptor[] listeners = [.. services.Where(service => service.ServiceType == typeof(IConnectionListenerFactory) && service.IsKeyedService)];
        if (listeners.Length != 2)
        {
            throw new InvalidOperationException("Orleans does not listen as expected: on two ports, with a factory for each.");
        }

        services.AddSingleton<SiloPorts>();
        services.AddHostedService(provider => provider.GetRequiredService<SiloPorts>());
        foreach (ServiceDescriptor listener in listeners)
        {
            services.Remove(listener);
            services.AddKeyedSingleton<IConnectionListenerFactory>(listener.ServiceKey, (provider, _) => provider.GetRequiredService<SiloPorts>());
        }
    }

    /// <exception cref="StartupException">Another process listens on one of the ports.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        Take(_endpoints.SiloListeningEndpoint ?? new IPEndPoint(_endpoints.AdvertisedIPAddress!, _endpoints.SiloPort), nameof(SiloClusterOptions.SiloPort));
        Take(_endpoints.GatewayListeningEndpoint ?? new IPEndPoint(_endpoints.AdvertisedIPAddress!, _endpoints.GatewayPort), nameof(SiloClusterOptions.GatewayPort));
        return Task.CompletedTask;
    }

    public ValueTask<IConnectionListener> BindAsync(EndPoint endpoint, CancellationToken cancellationToken = default) => _transport.BindAsync(endpoint, cancellationToken);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (Socket socket in _waiting.Values)
        {
            socket.Dispose();
        }

        _waiting.Clear();
    }

    private void Take(IPEndPoint endpoint, string setting)
    {
        try
        {
            _waiting[endpoint] = Listen(endpoint);
        }
        catch (SocketException e)
        {
            string reason = e.SocketErrorCode == SocketError.AddressAlreadyInUse ? "another process, perhaps another silo, listens there" : e.Message;
            throw new StartupException(
                $"{SiloClusterOptions.Section}:{setting}: the silo cannot listen on {endpoint}: {reason}. Set it to a port of its own, and keep it over restarts.");
        }
    }

    /// <summary>Binds and listens; until a socket listens, two may be bound to one port.</summary>
    private static Socket Listen(IPEndPoint endpoint)
    {
        // No linger: remains of a connection do not keep the port after the silo's end.
        var socket = new Socket(endpoint.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0), NoDelay = true };
        try
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            if (endpoint.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(endpoint);
            socket.Listen(Backlog);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
