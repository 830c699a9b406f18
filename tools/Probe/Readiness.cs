using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Footfall.Probe;

/// <summary>
/// Checks whether a host on this machine is ready, for the health checks of images that have no shell and no curl. Uses a
/// socket, because an HTTP client would take twice as long to load.
/// </summary>
internal static class Readiness
{
    private const int LimitInMilliseconds = 4000;

    /// <param name="arguments">The host's HTTP port.</param>
    /// <returns>The process's exit code: 0 when ready, 1 when not ready, 2 when the host was not asked.</returns>
    public static int Check(string[] arguments)
    {
        if (arguments is not [var text] || !ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ushort port))
        {
            Console.Error.WriteLine("Usage: dotnet Footfall.Probe.dll PORT, where PORT is the host's HTTP port.");
            return 2;
        }

        try
        {
            string answer = Ask(port);
            Console.WriteLine(answer);
            return answer.StartsWith("HTTP/1.1 200 ", StringComparison.Ordinal) ? 0 : 1;
        }
        catch (SocketException e)
        {
            Console.WriteLine($"Nothing answers on port {port}: {e.SocketErrorCode}");
            return 1;
        }
    }

    private static string Ask(ushort port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            SendTimeout = LimitInMilliseconds,
            ReceiveTimeout = LimitInMilliseconds,
        };
        socket.Connect(IPAddress.Loopback, port);
        socket.Send("GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8);
        byte[] answer = new byte[4096];
        int length = 0;
        while (length < answer.Length && socket.Receive(answer.AsSpan(length)) is > 0 and int count)
        {
            length += count;
        }

        return System.Text.Encoding.UTF8.GetString(answer, 0, length);
    }
}
