using System.Net.Sockets;
using System.Text;

namespace Footfall.Dev.Servers;

/// <summary>Sends short commands to a Redis in the protocol's plain form; needs no client library.</summary>
internal static class RedisProbe
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    /// <returns>True for a reply to PING, or a request for a password; false while Redis is loading its data or absent.</returns>
    public static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation)
    {
        string answer = await AskAsync(host, port, "PING", cancellation);
        return answer.StartsWith("+PONG", StringComparison.Ordinal) || answer.StartsWith("-NOAUTH", StringComparison.Ordinal);
    }

    /// <param name="host">The server's address.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="command">The command; its words contain no spaces.</param>
    /// <param name="cancellation">The token that ends the wait.</param>
    /// <returns>The first KiB of the reply, in the protocol's form; empty when none came.</returns>
    public static async Task<string> AskAsync(string host, int port, string command, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerLimit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(command + "\r\n"), limit.Token);
            byte[] answer = new byte[1024];
            int length = await client.GetStream().ReadAsync(answer, limit.Token);
            return Encoding.ASCII.GetString(answer, 0, length);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return "";
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return "";
        }
    }
}
