using System.Text.RegularExpressions;
using Footfall.Dev.Servers;

namespace Footfall.Integration.Proxies;

/// <summary>The blocks of docs/operations/proxies.md, with a test's ports and files in place of an installation's.</summary>
internal static partial class ProxyLines
{
    /// <summary>The name under which the blocks publish Footfall.</summary>
    public const string Name = "analytics.example.org";

    private const string Certificates = "/etc/ssl/analytics.example.org";

    /// <summary>Returns a whole configuration around the block of a proxy.</summary>
    /// <param name="kind">The kind of proxy.</param>
    /// <param name="port">The port that the proxy listens on.</param>
    /// <param name="gateway">The gateway's port.</param>
    /// <param name="certificates">The path of the certificate files, without their extensions.</param>
    /// <param name="directory">The proxy's own folder.</param>
    public static string Configure(ProxyKind kind, int port, int gateway, string certificates, string directory) => kind switch
    {
        ProxyKind.Nginx => Nginx(directory, Fill(
            Replace(
                Replace(Block("nginx", 0), "listen 443 ssl;", $"listen 127.0.0.1:{port} ssl;"),
                "client_max_body_size 5m;",
                "client_max_body_size 5m;\n" + Block("nginx", 2)),
            gateway,
            certificates)),
        ProxyKind.HAProxy => Fill(Replace(Block("haproxy", 0), "bind :443", $"bind 127.0.0.1:{port}"), gateway, certificates),
        // Without HTTP/3, because a UDP socket reserves a test's port.
        _ => "{\n admin off\n auto_https disable_redirects\n servers {\n  protocols h1 h2\n }\n}\n"
            + Fill(Replace(Block("caddyfile", 0), Name + " {", $"https://{Name}:{port} {{\n    bind 127.0.0.1"), gateway, certificates),
    };

    /// <summary>Configures nginx with the block that publishes below a path, without TLS.</summary>
    public static string ConfigureBelowPath(int port, int gateway, string directory, bool takesOff)
    {
        string location = Block("nginx", 1);
        if (takesOff)
        {
            location = Replace(location, "proxy_http_version 1.1;", "proxy_http_version 1.1;\n    rewrite ^/footfall/(.*)$ /$1 break;");
        }

        return Nginx(directory, Fill($"server {{ listen 127.0.0.1:{port};\n{location} }}", gateway, ""));
    }

    /// <summary>Returns nginx's configuration file around a server.</summary>
    public static string Nginx(string directory, string server) =>
        $$"""
        daemon off;
        pid {{directory}}/nginx.pid;
        error_log stderr warn;
        worker_processes 1;
        events { worker_connections 512; }
        http {
            access_log off;
            client_body_temp_path {{directory}}/body;
            proxy_temp_path {{directory}}/proxy;
            fastcgi_temp_path {{directory}}/fastcgi;
            uwsgi_temp_path {{directory}}/uwsgi;
            scgi_temp_path {{directory}}/scgi;
            {{server}}
        }
        """;

    private static string Fill(string block, int gateway, string certificates) =>
        Replace(block, "127.0.0.1:3000", $"127.0.0.1:{gateway}").Replace(Certificates, certificates, StringComparison.Ordinal);

    /// <summary>Returns a language's nth block in the document, counted from 0.</summary>
    private static string Block(string language, int number) => Fence().Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations", "proxies.md")))
        .Where(match => match.Groups["language"].Value == language).ElementAt(number).Groups["lines"].Value;

    private static string Replace(string text, string old, string replacement)
    {
        Assert.Contains(old, text, StringComparison.Ordinal);
        return text.Replace(old, replacement, StringComparison.Ordinal);
    }

    [GeneratedRegex("^```(?<language>[a-z]+)\n(?<lines>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
