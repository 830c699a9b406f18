using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using CsCheck;
using Footfall.Dev.Processes;
using Footfall.Dev.Servers;
using Footfall.Fuzz.Conversations;
using Footfall.Fuzz.Endpoints;
using Footfall.Fuzz.Model;
using Footfall.Fuzz.Targets;
using Footfall.Fuzz.Verification;
using Footfall.LoadGenerator;

namespace Footfall.Fuzz;

/// <summary>
/// Has conversations with a gateway of a private installation over raw connections, and finally compares the responses with
/// what is stored.
/// </summary>
internal sealed class GatewayRun
{
    public const string Name = "gateway";

    private const string WarmUpSite = "warm-up";
    private const int Connections = 12;
    private const int MaxFailures = 5;
    private const int DamagedEntries = 300;
    private const int MaxSlow = 100;
    private const int ShrinkTries = 400;
    private const long FirstShrink = 1L << 48;

    /// <summary>In megabytes: the memory of a gateway under load, plus a maximum-size body per connection, inflated and copied.</summary>
    private const long MaxMemory = 768;

    private static readonly TimeSpan ShrinkLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan EraseLimit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(2);

    private readonly ConcurrentQueue<Failure> _failures = new();
    private readonly ConcurrentQueue<(long Number, Conversation Conversation, TimeSpan Took)> _slow = new();
    private readonly ExpectedEvents _expected = new();
    private readonly List<string> _violations = [];

    private GatewayRun()
    {
    }

    public IReadOnlyCollection<Failure> Failures => [.. _failures.DistinctBy(failure => failure.Input)];

    /// <summary>Violations beyond single responses.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public long Accepted => _expected.Accepted;

    /// <summary>The number of accepted events that were erased.</summary>
    public long Erased => _expected.Sites.Values.Sum(site => (long)site.Erased.Count);

    public long Rows { get; private set; }

    /// <summary>The gateway's peak memory, in megabytes.</summary>
    public long PeakMemory { get; private set; }

    public int Routes { get; private set; }

    /// <summary>The number of conversations that were slow, and so were repeated at the end.</summary>
    public int Slow => _slow.Count;

    /// <param name="seed">The seed of all conversations, except for the day around which their events lie.</param>
    /// <param name="first">The number of the first conversation.</param>
    /// <param name="count">The number of conversations.</param>
    /// <param name="progress">A periodic callback with the number completed.</param>
    public static async Task<GatewayRun> MakeAsync(int seed, long first, long count, Action<long>? progress = null)
    {
        var run = new GatewayRun();
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions
        {
            ReadyLimit = TimeSpan.FromSeconds(120),
            Environment = new Dictionary<string, string> { ["RollUp__Events"] = "50" }, // so that sums have a part in the statistics
        });
        ApiDescription api = await ApiDescription.ReadAsync(cluster.GatewayAddress);
        run.Routes = GatewayInProcess.Routes.Count;
        await run.WarmUpAsync(cluster);
        await DamagedQueue.FillAsync(cluster.RedisConnection, seed, DamagedEntries, run._expected);
        await run.TalkAsync(cluster.GatewayAddress, api, seed, first, count, progress);
        await run.CompareAsync(cluster);
        return run;
    }

    /// <summary>
    /// Sends events until one is stored with all of its fields: before it knows what the silos read, a gateway leaves the newer ones out.
    /// </summary>
    private async Task WarmUpAsync(LocalCluster cluster)
    {
        using var http = new HttpClient();
        string postgres = cluster.Postgres!.NpgsqlConnectionString("footfall");
        string json = string.Create(CultureInfo.InvariantCulture, $$"""{"site_id":"{{WarmUpSite}}","event_type":"x","timestamp":"{{DateTime.UtcNow:yyyy-MM-dd}}","scroll":7}""");
        bool isWarm = await Poll.UntilAsync(
            async token =>
            {
                using var body = new StringContent(json);
                using HttpResponseMessage answer = await http.PostAsync(new Uri(cluster.GatewayAddress, "/api/event"), body, token);
                if (answer.IsSuccessStatusCode)
                {
                    _expected.AcceptWild(1);
                }

                return await StoredSites.HasScrollAsync(postgres, WarmUpSite);
            },
            DrainLimit);
        if (!isWarm)
        {
            throw new InvalidOperationException("The gateway does not write the newest version of the queue's encoding.");
        }
    }

    private async Task TalkAsync(Uri gateway, ApiDescription api, int seed, long first, long count, Action<long>? progress)
    {
        Gen<Conversation> conversations = ConversationInput.Any(api, DateTime.UtcNow.Date);
        long next = first;
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            using HttpFuzzer fuzzer = CreateFuzzer(gateway, api);
            for (long number = Interlocked.Increment(ref next) - 1; number < first + count && _failures.Count < MaxFailures; number = Interlocked.Increment(ref next) - 1)
            {
                Conversation conversation = conversations.Generate(Seeds.For(seed, number), null, out Size size);
                (string? fault, TimeSpan took) = await fuzzer.TryAsync(conversation);
                if (fault is not null)
                {
                    _failures.Enqueue(await ShrinkAsync(fuzzer, conversations, new Failure(Name, seed, number, fault, conversation.ToString()), size));
                }
                else if (took > HttpFuzzer.MaxDuration)
                {
                    _slow.Enqueue((number, conversation, took));
                }

                progress?.Invoke(number - first + 1);
            }
        })));
        await TrySlowAsync(gateway, api, seed);
    }

    /// <summary>Repeats the slowest conversations alone, because on a busy machine many are slow by chance.</summary>
    private async Task TrySlowAsync(Uri gateway, ApiDescription api, int seed)
    {
        using HttpFuzzer fuzzer = CreateFuzzer(gateway, api);
        foreach ((long number, Conversation conversation, _) in _slow.OrderByDescending(one => one.Took).Take(MaxSlow))
        {
            if (await fuzzer.TryAloneAsync(conversation) is { } fault)
            {
                _failures.Enqueue(new Failure(Name, seed, number, fault, conversation.ToString()));
            }
        }
    }

    private HttpFuzzer CreateFuzzer(Uri gateway, ApiDescription api) =>
        new(gateway, new ResponseCheck(api), new PostedCheck(_expected), new PrivacyCheck(_expected), _expected);

    private static async Task<Failure> ShrinkAsync(HttpFuzzer fuzzer, Gen<Conversation> conversations, Failure failure, Size size)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < ShrinkTries && Stopwatch.GetElapsedTime(start) < ShrinkLimit; i++)
        {
            Conversation conversation = conversations.Generate(Seeds.For(failure.Seed, FirstShrink + i), size, out Size smaller);
            if (Size.IsLessThan(smaller, size) && (await fuzzer.TryAsync(conversation)).Fault is { } fault)
            {
                failure = failure with { Input = FirstShrink + i, Fault = fault, Text = conversation.ToString() };
                size = smaller;
            }
        }

        return failure;
    }

    /// <summary>Waits as long as any erasure makes progress, because silos take their time for erasures.</summary>
    /// <returns>The number of steps left.</returns>
    private static async Task<long> WaitForErasuresAsync(string postgres)
    {
        long left = long.MaxValue;
        long before;
        do
        {
            before = left;
        }
        while (await Poll.UntilAsync(async _ => (left = await StoredSites.CountErasureStepsAsync(postgres)) < before, EraseLimit) && left > 0);
        return left;
    }

    private async Task CompareAsync(LocalCluster cluster)
    {
        string postgres = cluster.Postgres!.NpgsqlConnectionString("footfall");
        if (await WaitForErasuresAsync(postgres) is > 0 and { } left)
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"erasures do not end: {left} steps are left"));
        }

        LedgerCount? ledger = null;
        if (!await Poll.UntilAsync(async token => (ledger = await LedgerCount.ReadAsync(cluster.GatewayAddress, token)) is { Queued: 0 }, DrainLimit))
        {
            _violations.Add($"the queue did not drain: {ledger?.Text ?? "no ledger"}");
        }

        Dictionary<string, List<ModelRow>> stored = await StoredSites.ReadAsync(postgres);
        Comparison comparison = Comparison.Make(_expected, stored);
        Rows = comparison.Rows;
        _violations.AddRange(comparison.Violations);
        using var answers = new SiteFiguresCheck(cluster.GatewayAddress);
        _violations.AddRange(await answers.FindWrongAsync(stored, await StoredSites.ReadPeopleAsync(postgres), _expected));
        if (ledger is not null && ledger.Stored != comparison.Rows)
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"the ledger is {ledger.Text}, with {comparison.Rows} rows"));
        }

        if (cluster.Gateways[0].HasExited || cluster.Silos[0].HasExited)
        {
            _violations.Add("a host has ended");
            return;
        }

        PeakMemory = GatewayMemory.ReadPeak(cluster.Gateways[0].Id);
        if (PeakMemory > MaxMemory)
        {
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"the gateway took {PeakMemory} MB of memory"));
        }
    }
}
