using System.Globalization;
using System.Net.Sockets;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;
using Npgsql;

namespace Footfall.Dev.Commands;

/// <summary>The health of one part of a running stack.</summary>
/// <param name="Text"><c>healthy</c>, or the problem.</param>
internal sealed record PartHealth(PidFile Part, bool IsHealthy, string Text)
{
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(2);

    public static async Task<PartHealth> CheckAsync(PidFile part)
    {
        if (!part.IsExternal && !part.IsAlive)
        {
            return new PartHealth(part, false, "not running");
        }

        if (Uri.TryCreate(part.Address, UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttp)
        {
            string answer = await HttpProbe.AnswerAsync(new Uri(uri, "/health/ready"), CancellationToken.None);
            return Of(part, answer == HttpProbe.Ok, answer);
        }

        (string host, int port) = Split(part.Address);
        // An external server may require a password or TLS that only the hosts can provide.
        bool answers = part.IsExternal ? await IsReachableAsync(host, port)
            : part.Name == PostgresServer.Name ? await PostgresProbe.AnswersAsync(ConnectionString(host, port), CancellationToken.None)
            : await RedisProbe.AnswersAsync(host, port, CancellationToken.None);
        return Of(part, answers, HttpProbe.Nothing);
    }

    private static PartHealth Of(PidFile part, bool isHealthy, string fault) => new(part, isHealthy, isHealthy ? "healthy" : fault);

    private static string ConnectionString(string host, int port) =>
        new NpgsqlConnectionStringBuilder { Host = host, Port = port, Username = "postgres", Database = "postgres" }.ConnectionString;

    private static async Task<bool> IsReachableAsync(string host, int port)
    {
        using var limit = new CancellationTokenSource(ConnectLimit);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(host, port, limit.Token);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }

    private static (string Host, int Port) Split(string address)
    {
        int colon = address.LastIndexOf(':');
        return int.TryParse(address.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out int port)
            ? (address[..Math.Max(colon, 0)], port)
            : (address, 0);
    }
}
