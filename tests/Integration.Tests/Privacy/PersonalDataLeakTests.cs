using System.Net;
using System.Net.Sockets;
using System.Text;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;
using Npgsql;
using StackExchange.Redis;

namespace Footfall.Integration.Privacy;

/// <summary>
/// A sender's address, user agent and client hints, and the ids of clicks, are stored nowhere: not in PostgreSQL, not in Redis, not in a log, whatever the response was.
/// </summary>
public sealed class PersonalDataLeakTests(Servers servers)
{
    private const string UserAgent = "TellTale-Browser/66.6";

    /// <summary>A click id, of which the kind is kept and the value never.</summary>
    private const string ClickId = "gclid=Tell0fC1ick";

    /// <summary>The address that sends the requests, and the addresses that a proxy claims.</summary>
    private const string Sender = "127.66.77.88";

    private static readonly string[] Claimed = ["198.51.100.77", "2001:db8::7e11:7a1e"];

    [Theory]
    [InlineData("")]
    [InlineData("127.66.0.0/16")]
    public async Task Addresses_and_user_agents_are_kept_nowhere(string proxies)
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string>
            {
                ["Access__Mode"] = "Open",
                ["ForwardedHeaders__KnownNetworks"] = proxies,
                ["Logging__LogLevel__Default"] = "Debug",
                ["Logging__LogLevel__Footfall"] = "Trace",
            },
        });
        using HttpClient http = From(IPAddress.Parse(Sender), footfall.LocalCluster.GatewayAddress);
        const string Good = """{"site_id":"tell","event_type":"page_view","timestamp":"2026-11-25T10:00:00Z","path":"/found","user_id":"u"}""";
        string nobody = $$"""{"site_id":"tell","event_type":"page_view","timestamp":"{{DateTime.UtcNow:O}}","url":"https://tell.example/kept?{{ClickId}}","ip":"{{Claimed[0]}}","user_agent":"{{UserAgent}}","accept_language":"de"}""";
        (string Path, string Type, string Body, int Status)[] posts =
        [
            ("/api/event", "application/json", Good, 202),
            ("/api/event", "text/plain", Good, 202),
            ("/api/event", "application/json", nobody, 202),
            ("/api/events", "application/json", $"[{nobody}]", 202),
            ("/api/events", "application/json", $"[{Good},{{\"site_id\":\"tell\"}}]", 202),
            ("/api/event", "application/json", """{"site_id":"tell"}""", 400),
            ("/api/event", "application/json", "{", 400),
            ("/api/nowhere", "application/json", Good, 404),
        ];
        foreach ((string path, string type, string body, int status) in posts)
        {
            using HttpResponseMessage answer = await http.PostAsync(new Uri(path, UriKind.Relative), new StringContent(body, null, type));
            Assert.Equal(status, (int)answer.StatusCode);
        }

        await PostAsPageAsync(http, nobody);
        await SendBrokenRequestAsync(footfall.LocalCluster.GatewayAddress);
        await footfall.Queue.WaitUntilEmptyAsync(["tell"]);
        await AskAsync(http, "/api/stats?site_id=tell", 200);
        await AskAsync(http, "/api/operator/sites/tell", 403);
        await PauseAndPostAsync(footfall, http, Good);
        await LookUpAsync(footfall);

        // The search finds values where they may be, so it would also find them where they may not be.
        string[] places = await ReadAllAsync(footfall);
        Assert.Contains(places, place => place.Contains("/found", StringComparison.Ordinal));
        Assert.Contains(places, place => place.Contains("/kept", StringComparison.Ordinal));
        foreach (string tale in (string[])[UserAgent, Sender, "TellTale", ClickId[6..], .. Claimed])
        {
            Assert.DoesNotContain(places, place => place.Contains(tale, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Posts as a browser does, whose headers describe the visitor.</summary>
    private static async Task PostAsPageAsync(HttpClient http, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/event") { Content = new StringContent(body, null, "text/plain") };
        request.Headers.Add("Origin", "https://tell.example");
        request.Headers.Add("Sec-CH-UA", "\"TellTale\";v=\"66\"");
        request.Headers.Add("Sec-CH-UA-Platform", "\"TellTale OS\"");
        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.Equal(202, (int)answer.StatusCode);
    }

    /// <summary>Asks for the visitor's id, with the very address and User-Agent that are kept nowhere.</summary>
    private static async Task LookUpAsync(Installation footfall)
    {
        GatewayResponse response = await footfall.Gateway.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/api/operator/sites/tell/visitors/lookup")
        {
            Content = new StringContent($$"""{"address":"{{Claimed[0]}}","user_agent":"{{UserAgent}}"}""", null, "application/json"),
        });
        Assert.Equal(200, response.Status);
    }

    private static HttpClient From(IPAddress sender, Uri gateway)
    {
        HttpClient http = AddressClient.Create(sender, gateway);
        http.DefaultRequestHeaders.Add("User-Agent", UserAgent);
        http.DefaultRequestHeaders.Add("X-Forwarded-For", string.Join(", ", Claimed));
        http.DefaultRequestHeaders.Add("X-Real-IP", Claimed[0]);
        http.DefaultRequestHeaders.Add("Forwarded", $"for=\"[{Claimed[1]}]\"");
        return http;
    }

    private static async Task AskAsync(HttpClient http, string path, int status)
    {
        using HttpResponseMessage answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(status, (int)answer.StatusCode);
    }

    /// <summary>Sends bytes that are not HTTP, which a server may log a complaint about.</summary>
    private static async Task SendBrokenRequestAsync(Uri gateway)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Parse(Sender).MapToIPv6(), 0));
        await socket.ConnectAsync(IPAddress.Loopback.MapToIPv6(), gateway.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"POST /api/event HTTP/1.1\r\nHost: x\r\nUser-Agent: {UserAgent}\r\nContent-Length: nonsense\r\n\r\n"));
        byte[] answer = new byte[1024];
        while (await socket.ReceiveAsync(answer) > 0)
        {
        }
    }

    /// <summary>Leaves an event in the queue, to be inspected there.</summary>
    private static async Task PauseAndPostAsync(Installation footfall, HttpClient http, string body)
    {
        Assert.Equal(200, (await footfall.Gateway.SendAsync(HttpMethod.Post, "/api/operator/sites/tell/pause")).Status);
        using HttpResponseMessage answer = await http.PostAsync(new Uri("/api/event", UriKind.Relative), new StringContent(body, null, "application/json"));
        Assert.Equal(202, (int)answer.StatusCode);
    }

    private static async Task<string[]> ReadAllAsync(Installation footfall) =>
        [await ReadPostgresAsync(footfall), await ReadRedisAsync(footfall), .. ReadLogs(footfall)];

    private static async Task<string> ReadPostgresAsync(Installation footfall)
    {
        var text = new StringBuilder();
        string[] tables = await footfall.Store.ScalarAsync<string[]>(
            "SELECT array_agg(oid::regclass::text) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')");
        foreach (string table in tables)
        {
            await using NpgsqlCommand command = footfall.Store.Database.CreateCommand($"SELECT to_jsonb(t)::text FROM {table} t");
            await using NpgsqlDataReader reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                text.AppendLine(reader.GetString(0));
            }
        }

        return text.ToString();
    }

    private static async Task<string> ReadRedisAsync(Installation footfall)
    {
        IDatabase redis = await footfall.Queue.DatabaseAsync();
        var text = new StringBuilder();
        foreach (RedisKey key in redis.Multiplexer.GetServers()[0].Keys())
        {
            RedisResult content = await (await redis.KeyTypeAsync(key) switch
            {
                RedisType.Stream => redis.ExecuteAsync("XRANGE", key, "-", "+"),
                RedisType.Hash => redis.ExecuteAsync("HGETALL", key),
                RedisType.SortedSet => redis.ExecuteAsync("ZRANGE", key, 0, -1),
                RedisType.List => redis.ExecuteAsync("LRANGE", key, 0, -1),
                RedisType.Set => redis.ExecuteAsync("SMEMBERS", key),
                _ => redis.ExecuteAsync("GET", key),
            });
            text.AppendLine(key.ToString());
            Append(text, content);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, RedisResult result)
    {
        if (result.Length < 0)
        {
            text.AppendLine(Encoding.Latin1.GetString((byte[]?)result ?? []));
            return;
        }

        foreach (RedisResult part in (RedisResult[])result!)
        {
            Append(text, part);
        }
    }

    private static IEnumerable<string> ReadLogs(Installation footfall) =>
        Directory.EnumerateFiles(footfall.LocalCluster.Directory, "*.log", SearchOption.AllDirectories).Select(file =>
        {
            using var log = new StreamReader(File.Open(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
            return log.ReadToEnd();
        });
}
