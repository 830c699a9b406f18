using System.Net.Sockets;
using System.Text;

namespace Footfall.Integration.Limits;

/// <summary>A client that holds a connection for as long as it can: after its first words it sends a byte a second.</summary>
internal static class SlowClient
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);

    /// <param name="gateway">Where to.</param>
    /// <param name="head">Sent at once.</param>
    /// <returns>What was answered before the gateway closed the connection.</returns>
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
                // It is closed; the reader knows what came before.
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
            // The gateway did not wait for what was still on its way.
        }

        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
