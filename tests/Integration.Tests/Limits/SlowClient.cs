using System.Net.Sockets;
using System.Text;

namespace Footfall.Integration.Limits;

/// <summary>A client that holds a connection as long as possible: after the head, it sends one byte per second.</summary>
internal static class SlowClient
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <param name="gateway">The gateway's address.</param>
    /// <param name="head">The text sent at once.</param>
    /// <returns>The response received before the gateway closed the connection.</returns>
    public static async Task<string> SendAsync(Uri gateway, string head)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(gateway.Host, gateway.Port);
        await using NetworkStream stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head));
        Task<string> answer = ReadAsync(stream);
        using var timer = new PeriodicTimer(Pace);
        while (!answer.IsCompleted)
        {
            await timer.WaitForNextTickAsync();
            try
            {
                await stream.WriteAsync("x"u8.ToArray());
            }
            catch (IOException)
            {
                // The connection is closed; the reader has what arrived before.
                break;
            }
        }

        return await answer;
    }

    private static async Task<string> ReadAsync(NetworkStream stream)
    {
        var answer = new MemoryStream();
        try
        {
            await stream.CopyToAsync(answer);
        }
        catch (IOException)
        {
            // The gateway did not wait for data still in flight.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
