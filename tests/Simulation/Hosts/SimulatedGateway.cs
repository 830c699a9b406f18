using System.Globalization;
using Footfall.Queue;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Schedule;
using Footfall.Simulation.Verification;
using Footfall.Wire;

namespace Footfall.Simulation.Hosts;

/// <summary>A gateway with its clients: two calls in flight, as in the product, and clients that repeat events with ids.</summary>
internal sealed class SimulatedGateway : SimulatedProcess
{
    private const double WithId = 0.5;
    private const double OfKnownId = 0.6;
    private const double Poisoned = 0.08;
    private const double OfOnePartition = 0.7;
    private const int RecentIds = 4;
    private const int MaxEntries = 3;
    private const int MaxEvents = 2;
    private const int MaxInFlight = 2;

    private static readonly StreamLimit Limit = new(20, long.MaxValue);

    private readonly Scheduler _scheduler;
    private readonly Record _record;
    private readonly List<string> _ids;
    private readonly QueueProducer _queue;
    private int _inFlight;

    /// <param name="name">The name in the list of steps.</param>
    /// <param name="scheduler">The source of decisions on what is sent.</param>
    /// <param name="redis">The target of the events.</param>
    /// <param name="record">The record of responses to clients.</param>
    /// <param name="ids">Event ids in use, shared by all gateways.</param>
    public SimulatedGateway(string name, Scheduler scheduler, SimulatedRedis redis, Record record, List<string> ids)
        : base(name)
    {
        _scheduler = scheduler;
        _record = record;
        _ids = ids;
        _queue = new QueueProducer(RedisProxy.Connect(redis, this), QueueKeys.Default);
    }

    /// <summary>Sends one micro-batch to some sites, unless the maximum is in flight.</summary>
    public async Task PostAsync()
    {
        if (_inFlight == MaxInFlight)
        {
            return;
        }

        _inFlight++;
        int partition = _scheduler.Pick(Traffic.Partitions);
        string[] among = _scheduler.Random.NextDouble() < OfOnePartition ? [.. Traffic.Sites.Where(site => SitePartition.Of(site) == partition)] : Traffic.Sites;
        string[] sites = [.. Enumerable.Range(0, 1 + _scheduler.Random.Next(MaxEntries)).Select(_ => _scheduler.Pick(among))];
        var sent = new List<List<SimulatedEvent>>();
        var entries = new List<EnqueueEntry>();
        foreach (string site in sites)
        {
            List<(SimulatedEvent Sent, TestEvent Event)> events = [.. Enumerable.Range(0, 1 + _scheduler.Random.Next(MaxEvents)).Select(_ => Create(site))];
            sent.Add([.. events.Select(item => item.Sent)]);
            entries.Add(new EnqueueEntry(SitePartition.Of(site), site, events.Count, TestEvent.Entry(events.Select(item => item.Event))));
        }

        var outcomes = new EnqueueOutcome[entries.Count];
        await _queue.EnqueueAsync(entries, Limit, outcomes);
        for (int i = 0; i < outcomes.Length; i++)
        {
            sent[i].ForEach(item => item.Outcome = outcomes[i]);
        }

        _inFlight--;
    }

    private (SimulatedEvent Sent, TestEvent Event) Create(string site)
    {
        int number = _record.Events.Count;
        string? id = _scheduler.Random.NextDouble() >= WithId ? null
            : _ids.Count > 0 && _scheduler.Random.NextDouble() < OfKnownId ? _scheduler.Pick(_ids[Math.Max(0, _ids.Count - RecentIds)..])
            : string.Create(CultureInfo.InvariantCulture, $"id-{number}");
        if (id is not null && !_ids.Contains(id))
        {
            _ids.Add(id);
        }

        var sent = new SimulatedEvent(site, id);
        _record.Events.Add(sent);
        return (sent, new TestEvent
        {
            Path = EventNumber.Path(number, _scheduler.Random.NextDouble() < Poisoned),
            EventId = id,
            Other = new Dictionary<EventField, string> { [EventField.Title] = EventNumber.Title(number) },
        });
    }
}
