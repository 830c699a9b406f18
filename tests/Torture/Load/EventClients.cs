using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Footfall.Dev.Servers;

namespace Footfall.Torture.Load;

/// <summary>
/// A steady load of clients. Half of the events have an <c>event_id</c>: their clients send them again, with the same
/// id and through any gateway, until one is confirmed. The others are sent once.
/// </summary>
internal sealed class EventClients(Stack stack, TortureOptions options, Stopwatch clock)
{
    private const int Clients = 32;
    private const int Sites = 2000;
    private const int MostAttempts = 20;

    private static readonly TimeSpan RequestLimit = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan RetryRest = TimeSpan.FromMilliseconds(250);

    private readonly ZipfSites _sites = new(Sites);
    private int _numbers;

    /// <summary>Everything that was sent.</summary>
    public ConcurrentBag<SentEvent> Sent { get; } = [];

    /// <summary>Sends until told to stop, and then what is under way to its end.</summary>
    public Task RunAsync(CancellationToken stop) =>
        Task.WhenAll(Enumerable.Range(0, Clients).Select(client => SendAllAsync(new Random(options.Seed + client), stop)));

    private async Task SendAllAsync(Random random, CancellationToken stop)
    {
        using var http = new HttpClient(new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromSeconds(2) }) { Timeout = RequestLimit };
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds((double)Clients / options.Rate));
        while (!stop.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            var sent = new SentEvent(Interlocked.Increment(ref _numbers), _sites.Pick(random), random.Next(2) == 0);
            Sent.Add(sent);
            for (int attempt = 0; attempt < (sent.HasId ? MostAttempts : 1); attempt++)
            {
                if (await SendAsync(http, sent, random))
                {
                    sent.ConfirmedAt = clock.Elapsed;
                    break;
                }

                await Task.Delay(RetryRest, CancellationToken.None);
            }
        }
    }

    private async Task<bool> SendAsync(HttpClient http, SentEvent sent, Random random)
    {
        string id = sent.HasId ? string.Create(CultureInfo.InvariantCulture, $",\"event_id\":\"id-{sent.Number}\"") : "";
        string json = string.Create(CultureInfo.InvariantCulture,
            $"{{\"site_id\":\"{sent.SiteId}\",\"event_type\":\"page_view\",\"path\":\"/\",\"user_id\":\"e{sent.Number}\",\"timestamp\":\"{DateTime.UtcNow:O}\"{id}}}");
        Uri gateway = stack.Gateways[random.Next(stack.Gateways.Count)].Address;
        try
        {
            using var body = new StringContent(json, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await http.PostAsync(new Uri(gateway, "/api/event"), body);
            return answer.StatusCode == HttpStatusCode.Accepted;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }
}
