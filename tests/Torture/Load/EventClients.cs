using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Footfall.Dev.Servers;
using Footfall.LoadGenerator;

namespace Footfall.Torture.Load;

/// <summary>
/// A steady load of clients that send single events and batches. Half of the events have an <c>event_id</c>: their clients
/// repeat them with the same id, through any gateway, until one attempt is confirmed. The others are sent once. Most times lie on a
/// grid of ten minutes, so that many pauses between two events of a visitor are half an hour long, no more and no less.
/// </summary>
internal sealed class EventClients(LocalCluster cluster, TortureOptions options, Stopwatch clock)
{
    private const int Clients = 32;
    private const int Sites = 2000;

    /// <summary>Time zones of the busiest sites: days begin at half past an hour, at 01:00 once a year, or nearly a day early.</summary>
    private static readonly string[] TimeZones = ["Asia/Kolkata", "America/Havana", "Pacific/Apia", "America/Los_Angeles"];
    private const int MaxAttempts = 40;

    /// <summary>One request in this many is a batch, of at most <c>MaxInBatch</c> events.</summary>
    private const int SinglesPerBatch = 20;
    private const int MaxInBatch = 20;

    private const int Paths = 5;

    /// <summary>Most events happened within three hours before the start of the run.</summary>
    private const int GridSteps = 18;
    private static readonly TimeSpan Grid = TimeSpan.FromMinutes(10);

    /// <summary>Days before the run of the events that come late.</summary>
    private const int LateDays = 3;

    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryRest = TimeSpan.FromMilliseconds(250);

    private readonly Uri[] _gateways = [.. cluster.Gateways.Select(gateway => gateway.Address)];
    private readonly ZipfSites _sites = new(Sites);
    private readonly DateTime _start = Now();
    private int _numbers;

    /// <summary>All events sent.</summary>
    public ConcurrentBag<SentEvent> Sent { get; } = [];

    /// <summary>Gives the busiest sites their time zones, at each gateway: its response says that it knows them.</summary>
    public async Task RegisterAsync()
    {
        using var http = new HttpClient();
        foreach (Uri gateway in _gateways)
        {
            for (int site = 0; site < TimeZones.Length; site++)
            {
                var fields = new JsonObject { ["name"] = TimeZones[site], ["time_zone"] = TimeZones[site] };
                using var settings = new StringContent(fields.ToJsonString(), Encoding.UTF8, "application/json");
                using HttpResponseMessage response = await http.PutAsync(new Uri(gateway, $"/api/operator/sites/site-{site}/settings"), settings);
                response.EnsureSuccessStatusCode();
            }
        }
    }

    /// <summary>Sends until stopped, and then completes the requests under way.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(client => SendAllAsync(new Random(SeedOf(client)), stop)));

    /// <summary>Returns the seed of a client.</summary>
    private int SeedOf(int client) => unchecked((options.Seed * 397) + client);

    private async Task SendAllAsync(Random random, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { Timeout = RequestLimit };
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)Clients / options.Rate));
        while (!stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            SentEvent[] sent = Create(random);
            for (int attempt = 0; attempt < (sent[0].HasId ? MaxAttempts : 1); attempt++)
            {
                if (await SendAsync(http, sent, random))
                {
                    Array.ForEach(sent, each => each.ConfirmedAt = clock.Elapsed);
                    break;
                }

                await Task.Delay(RetryRest, CancellationToken.None);
            }
        }
    }

    /// <summary>Creates the events of one request, either all with ids or all without.</summary>
    private SentEvent[] Create(Random random)
    {
        int count = random.Next(SinglesPerBatch) == 0 ? random.Next(2, MaxInBatch + 1) : 1;
        bool hasId = random.Next(2) == 0;
        var sent = new SentEvent[count];
        for (int i = 0; i < count; i++)
        {
            string type = random.Next(20) switch { < 14 => "page_view", < 17 => "sign_up", _ => "engagement" };
            string path = string.Create(CultureInfo.InvariantCulture, $"/{random.Next(Paths)}");
            sent[i] = new SentEvent(
                Interlocked.Increment(ref _numbers), $"site-{_sites.Pick(random)}", hasId, type, path, SentVisitor.Pick(random), PickTime(random));
            Sent.Add(sent[i]);
        }

        return sent;
    }

    /// <returns>True for a 202 without rejected events.</returns>
    private async Task<bool> SendAsync(HttpClient http, SentEvent[] sent, Random random)
    {
        bool isBatch = sent.Length > 1;
        string[] events = Array.ConvertAll(sent, ToJson);
        int gateway = random.Next(_gateways.Length);
        TimeSpan start = clock.Elapsed;
        string failure;
        try
        {
            using var body = new StringContent(isBatch ? $"[{string.Join(',', events)}]" : events[0], Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri(_gateways[gateway], isBatch ? "/api/events" : "/api/event"), body);
            if (answer.StatusCode == HttpStatusCode.Accepted
                && (!isBatch || (await answer.Content.ReadAsStringAsync()).Contains($"\"accepted\":{sent.Length},", StringComparison.Ordinal)))
            {
                return true;
            }

            failure = $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            failure = e is TaskCanceledException ? "no answer in time" : e.Message;
        }

        Array.ForEach(sent, each => each.AddFailure(
            string.Create(CultureInfo.InvariantCulture, $"{start.TotalSeconds:0.000} s, gateway {gateway + 1}: {failure}")));
        return false;
    }

    private DateTime PickTime(Random random) => random.Next(10) switch
    {
        < 2 => Now(),
        2 => _start.AddDays(-random.Next(1, LateDays + 1)) - (Grid * random.Next(GridSteps)),

        // One event in six is a microsecond off the grid.
        _ => _start - (Grid * random.Next(GridSteps)) + (random.Next(6) == 0 ? TimeSpan.FromMicroseconds(1) : TimeSpan.Zero),
    };

    /// <summary>In whole microseconds, as PostgreSQL keeps it.</summary>
    private static DateTime Now()
    {
        long ticks = DateTime.UtcNow.Ticks;
        return new DateTime(ticks - (ticks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);
    }

    private static string ToJson(SentEvent sent)
    {
        var fields = new JsonObject
        {
            ["site_id"] = sent.SiteId,
            ["event_type"] = sent.Type,
            ["path"] = sent.Path,
            ["timestamp"] = sent.Timestamp.ToString("O", CultureInfo.InvariantCulture),
            ["engaged_ms"] = sent.Number,
            ["user_id"] = sent.Visitor.UserId,
            ["ip"] = sent.Visitor.Address,
            ["user_agent"] = sent.Visitor.UserAgent,
            ["event_id"] = sent.HasId ? string.Create(CultureInfo.InvariantCulture, $"id-{sent.Number}") : null,
        };
        return fields.ToJsonString();
    }
}
