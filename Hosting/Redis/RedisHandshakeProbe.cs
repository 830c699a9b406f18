using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using StackExchange.Redis;

namespace Footfall.Redis;

/// <summary>
/// Finds out from the server itself why it refuses connections: the client library only reports that it could not connect. The
/// probe uses the protocol's plain form, over a connection of its own.
/// </summary>
internal static class RedisHandshakeProbe
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>The time within which a server that refuses unprompted has done so.</summary>
    private static readonly TimeSpan Unasked = TimeSpan.FromMilliseconds(200);

    private static readonly string[] Lasting = ["-NOAUTH", "-WRONGPASS", "-DENIED", "-NOPERM", "-ERR AUTH", "-ERR invalid password"];

    /// <returns>The refusal of the first server that sends one; null when none does.</returns>
    public static async Task<(EndPoint Server, string Words)?> FindRefusalAsync(ConfigurationOptions options)
    {
        foreach (EndPoint server in options.EndPoints)
        {
            try
            {
                using var limit = new CancellationTokenSource(Limit);
                if (await AskAsync(server, options, limit.Token).ConfigureAwait(false) is { } words)
                {
                    return (server, words);
                }
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or AuthenticationException or RedisException)
            {
                // Unreachable, which the client reports too.
            }
        }

        return null;
    }

    private static async Task<string?> AskAsync(EndPoint server, ConfigurationOptions options, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await using Stream stream = await ConnectAsync(socket, server, options, cancellation).ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        Task<string?> first = reader.ReadLineAsync(cancellation).AsTask();

        // In protected mode the server refuses unprompted and hangs up: a command sent then might lose its reply.
        await Task.WhenAny(first, Task.Delay(Unasked, cancellation)).ConfigureAwait(false);
        if (first.IsCompleted)
        {
            return RefusalIn(await first.ConfigureAwait(false));
        }

        bool hasPassword = !string.IsNullOrEmpty(options.Password);
        if (hasPassword)
        {
            string[] login = string.IsNullOrEmpty(options.User) ? ["AUTH", options.Password!] : ["AUTH", options.User, options.Password!];
            await stream.WriteAsync(Command(login), cancellation).ConfigureAwait(false);
        }

        await stream.WriteAsync(Command("PING"), cancellation).ConfigureAwait(false);
        string? refusal = RefusalIn(await first.ConfigureAwait(false));
        return refusal is null && hasPassword ? RefusalIn(await reader.ReadLineAsync(cancellation).ConfigureAwait(false)) : refusal;
    }

    private static async Task<Stream> ConnectAsync(Socket socket, EndPoint server, ConfigurationOptions options, CancellationToken cancellation)
    {
        if (options.Tunnel is { } tunnel
            && await tunnel.BeforeAuthenticateAsync(server, ConnectionType.Interactive, null, cancellation).ConfigureAwait(false) is { } given)
        {
            return given;
        }

        await socket.ConnectAsync(server, cancellation).ConfigureAwait(false);
        var plain = new NetworkStream(socket);
        if (!options.Ssl)
        {
            return plain;
        }

        var secure = new SslStream(plain);
        string host = options.SslHost ?? (server is DnsEndPoint name ? name.Host : ((IPEndPoint)server).Address.ToString());
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, cancellation).ConfigureAwait(false);
        return secure;
    }

    /// <summary>Returns null for any other reply, and for a refusal that is temporary.</summary>
    private static string? RefusalIn(string? line) => line is ['-', ..] && Lasting.Any(start => line.StartsWith(start, StringComparison.Ordinal)) ? line[1..] : null;

    private static byte[] Command(params string[] words) => Encoding.UTF8.GetBytes(
        $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n")));
}
