using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Footfall.Dev.Servers;

/// <summary>Assigns TCP ports of the loopback address that are unused, in this process and others.</summary>
/// <remarks>
/// The ports are below the kernel's range for outgoing connections (32768 and up, ip_local_port_range). One from
/// within that range can be taken by any client while its server restarts, and a client that keeps trying to reach
/// a stopped server there ends up connected to itself.
/// </remarks>
public static class FreePort
{
    private const int Lowest = 20000;
    private const int End = 32768;
    private const int Attempts = 1000;

    /// <summary>
    /// The UDP ports of the same numbers, held until this process ends: they tell other processes that a port is
    /// reserved, though its server may not listen yet or may be restarting.
    /// </summary>
    private static readonly ConcurrentBag<Socket> Promises = [];

    /// <exception cref="ServerFaultException">No free port is left.</exception>
    public static int Take()
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            int port = Random.Shared.Next(Lowest, End);
            if (TryPromise(port) is not { } promise)
            {
                continue;
            }

            if (IsFree(port))
            {
                Promises.Add(promise);
                return port;
            }

            promise.Dispose();
        }

        throw new ServerFaultException($"No free port between {Lowest} and {End} on 127.0.0.1.");
    }

    /// <summary>Returns true when no other server listens on the port, on either of the machine's loopback addresses.</summary>
    public static bool IsFree(int port) => IsFree(IPAddress.Loopback, port) && IsFree(IPAddress.IPv6Loopback, port);

    private static bool IsFree(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            socket.Bind(new IPEndPoint(address, port));
            socket.Listen();
            return true;
        }
        catch (SocketException e)
        {
            // The machine may lack IPv6, or a low port may be closed to this user: the server will report it.
            return e.SocketErrorCode != SocketError.AddressAlreadyInUse;
        }
    }

    private static Socket? TryPromise(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return socket;
        }
        catch (SocketException)
        {
            socket.Dispose();
            return null;
        }
    }
}
