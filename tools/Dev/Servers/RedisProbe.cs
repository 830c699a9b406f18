using System.Net.Sockets;
using System.Text;

namespace Footfall.Dev.Servers;

/// <summary>Asks a Redis whether it serves, in the protocol's plain form; needs no client library.</summary>
internal static class RedisProbe
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    /// <returns>True for an answer to PING, or for the wish for a password; false while Redis loads its data, or none is there.</returns>
    public static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(AnswerLimit);
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(host, port, limit.Token);
            await client.GetStream().WriteAsync("PING\r\n"u8.ToArray(), limit.Token);
            byte[] answer = new byte[64];
            int length = await client.GetStream().ReadAsync(answer, limit.Token);
            string text = Encoding.ASCII.GetString(answer, 0, length);
            return text.StartsWith("+PONG", StringComparison.Ordinal) || text.StartsWith("-NOAUTH", StringComparison.Ordinal);
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
