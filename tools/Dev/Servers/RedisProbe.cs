using System.Net.Sockets;
using System.Text;

namespace Footfall.Dev.Servers;

/// <summary>Asks a Redis something short, in the protocol's plain form; needs no client library.</summary>
internal static class RedisProbe
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(2);

    /// <returns>True for an answer to PING, or for the wish for a password; false while Redis loads its data, or none is there.</returns>
    public static async Task<bool> AnswersAsync(string host, int port, CancellationToken cancellation)
    {
        string answer = await AskAsync(host, port, "PING", cancellation);
        return answer.StartsWith("+PONG", StringComparison.Ordinal) || answer.StartsWith("-NOAUTH", StringComparison.Ordinal);
    }

    /// <param name="host">Its address.</param>
    /// <param name="port">Its port.</param>
    /// <param name="command">Words without spaces of their own.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <returns>The first KiB of the answer, in the protocol's form; empty when none came.</returns>
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
