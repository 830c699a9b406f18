using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>A proxy in front of a gateway: nginx, HAProxy or Caddy, on a port of the loopback address.</summary>
public sealed class ProxyServer : IAsyncDisposable
{
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ChildProcess _process;
    private readonly string _directory;

    private ProxyServer(ChildProcess process, string directory, int port)
    {
        _process = process;
        _directory = directory;
        Port = port;
    }

    public int Port { get; }

    /// <summary>Its output.</summary>
    public string Output => _process.Log.Tail;

    /// <summary>Starts a proxy, and waits until it listens.</summary>
    /// <param name="kind">The kind of proxy.</param>
    /// <param name="port">The port on which the configuration makes it listen.</param>
    /// <param name="configure">The configuration, given the proxy's own folder, which it may write to as any user it switches to.</param>
    /// <exception cref="ServerFaultException">The proxy is not installed, or does not start.</exception>
    public static async Task<ProxyServer> StartAsync(ProxyKind kind, int port, Func<string, string> configure)
    {
        (string program, string package) = kind switch
        {
            ProxyKind.Nginx => ("/usr/sbin/nginx", "nginx-light"),
            ProxyKind.HAProxy => ("/usr/sbin/haproxy", "haproxy"),
            _ => ("/usr/bin/caddy", "caddy"),
        };
        if (!File.Exists(program))
        {
            throw new ServerFaultException($"{program} is missing; install it: apt-get install {package}");
        }

        string directory = Directory.CreateTempSubdirectory("footfall-proxy-").FullName;
        File.SetUnixFileMode(directory, (UnixFileMode)Convert.ToInt32("755", 8));
        string file = Path.Combine(directory, "proxy.conf");
        await File.WriteAllTextAsync(file, configure(directory));
        ChildProcess process = ChildProcess.Start(new ChildProcessOptions
        {
            Name = "proxy",
            Directory = directory,
            Program = program,
            Arguments = kind switch
            {
                ProxyKind.Nginx => ["-e", "stderr", "-p", directory, "-c", file],
                ProxyKind.HAProxy => ["-db", "-f", file],
                _ => ["run", "--adapter", "caddyfile", "--config", file],
            },
            WorkingDirectory = directory,
            Address = string.Create(CultureInfo.InvariantCulture, $"127.0.0.1:{port}"),
            Environment = new Dictionary<string, string> { ["HOME"] = directory, ["XDG_DATA_HOME"] = directory, ["XDG_CONFIG_HOME"] = directory },
        });
        var server = new ProxyServer(process, directory, port);
        bool listens = await Poll.UntilAsync(async token => process.HasExited || await ListensAsync(port, token), StartLimit);
        if (!listens || process.HasExited)
        {
            string said = server.Output;
            await server.DisposeAsync();
            throw new ServerFaultException($"{program} does not listen at port {port}. {said}");
        }

        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync(Signal.Terminate, TimeSpan.FromSeconds(5));
        Directory.Delete(_directory, recursive: true);
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellation)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellation);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
