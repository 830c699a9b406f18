using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>
/// Hears from the server itself why it lets nobody in: the client library only says that it could not connect. It is asked
/// in the protocol's plain form, over a connection of its own.
/// </summary>
internal static class RedisGreeting
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <returns>The refusal of the first server that gives one; null when none does.</returns>
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
                // It is not there, which the client says too.
            }
        }

        return null;
    }

    private static async Task<string?> AskAsync(EndPoint server, ConfigurationOptions options, CancellationToken cancellation)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await using Stream stream = await ConnectAsync(socket, server, options, cancellation).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(options.Password))
        {
            string[] login = string.IsNullOrEmpty(options.User) ? ["AUTH", options.Password] : ["AUTH", options.User, options.Password];
            await stream.WriteAsync(Command(login), cancellation).ConfigureAwait(false);
        }

        // In protected mode the server refuses before it is asked, and hangs up.
        using var reader = new StreamReader(stream, Encoding.UTF8);
        if (!string.IsNullOrEmpty(options.Password) && await ReadErrorAsync(reader, cancellation).ConfigureAwait(false) is { } refusal)
        {
            return refusal;
        }

        await stream.WriteAsync(Command("PING"), cancellation).ConfigureAwait(false);
        return await ReadErrorAsync(reader, cancellation).ConfigureAwait(false);
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

    private static async Task<string?> ReadErrorAsync(StreamReader reader, CancellationToken cancellation)
    {
        string? line = await reader.ReadLineAsync(cancellation).ConfigureAwait(false);
        // What passes by itself is waited for.
        bool isLasting = line is ['-', ..] && new[] { "-NOAUTH", "-WRONGPASS", "-DENIED", "-NOPERM", "-ERR AUTH", "-ERR invalid password" }
            .Any(start => line.StartsWith(start, StringComparison.Ordinal));
        return isLasting ? line![1..] : null;
    }

    private static byte[] Command(params string[] words) => Encoding.UTF8.GetBytes(
        $"*{words.Length}\r\n" + string.Concat(words.Select(word => $"${Encoding.UTF8.GetByteCount(word)}\r\n{word}\r\n")));
}
