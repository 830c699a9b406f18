using System.Buffers;
using System.Globalization;
using System.Text;
using Footfall.Queue;
using Footfall.Redis;
using Footfall.Wire;
using StackExchange.Redis;

namespace Footfall.Benchmarks.EndToEnd;

/// <summary>Fills the queue directly, as gateways would.</summary>
/// <param name="sites">The number of sites that share the events equally.</param>
/// <param name="perEntry">Events per entry.</param>
/// <param name="hasIds">Whether each event has an event_id.</param>
/// <param name="padding">The number of letters added to each path.</param>
/// <param name="hasDetails">Whether events have all fields; then every second visitor has no user id.</param>
internal sealed class QueuedEvents(int sites, int perEntry, bool hasIds, int padding = 0, bool hasDetails = false)
{
    private const int EntriesPerCall = 200;

    /// <summary>As in a gateway's calls, which Redis answers in time.</summary>
    private const int BytesPerCall = 512 * 1024;

    private static readonly StreamLimit Unlimited = new(long.MaxValue, long.MaxValue);

    private readonly string _padding = new('x', padding);

    private int _number;

    /// <summary>Returns the name of a site.</summary>
    public static string Site(int number) => string.Create(CultureInfo.InvariantCulture, $"bench-{number}");

    /// <summary>Returns an entry's bytes.</summary>
    public byte[] Entry(int events)
    {
        var output = new ArrayBufferWriter<byte>(events * 80);
        EntryCodec.WriteHeader(output, []);
        long now = EventTime.FromDateTime(DateTime.UtcNow);
        Span<byte> text = stackalloc byte[1024 + padding];
        for (int i = 0; i < events; i++)
        {
            int number = _number++;
            FieldSlots slots = default;
            int at = 0;
            Put(ref slots, EventField.EventType, "page_view", text, ref at);
            int site = number / perEntry % sites;
            int inSite = (number / perEntry / sites * perEntry) + (number % perEntry);
            int page = hasDetails ? EventDetails.Page(site, inSite) : number % 100;
            Put(ref slots, EventField.Path, string.Create(CultureInfo.InvariantCulture, $"/page/{page}{_padding}"), text, ref at);
            if (!hasDetails || inSite % 8 >= 4)
            {
                Put(ref slots, EventField.UserId, string.Create(CultureInfo.InvariantCulture, $"user-{number % 10_000}"), text, ref at);
            }

            foreach ((EventField field, string value) in hasDetails ? EventDetails.Of(site, inSite) : [])
            {
                Put(ref slots, field, value, text, ref at);
            }

            if (hasIds)
            {
                Put(ref slots, EventField.EventId, string.Create(CultureInfo.InvariantCulture, $"id-{number}"), text, ref at);
            }

            EntryCodec.WriteEvent(output, new EventView(text[..at], now, slots));
        }

        return output.WrittenSpan.ToArray();
    }

    /// <summary>Adds events to the queue, one site after another in turn.</summary>
    public async Task FillAsync(string redisConnection, int events)
    {
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(redisConnection));
        await FillAsync(new QueueProducer(redis, QueueKeys.Default), Enumerable.Range(0, (events + perEntry - 1) / perEntry).Select(entry => entry % sites));
    }

    /// <summary>Adds an entry to the queue for each of these sites.</summary>
    public async Task FillAsync(QueueProducer queue, IEnumerable<int> siteNumbers)
    {
        var entries = new List<EnqueueEntry>();
        foreach (int site in siteNumbers)
        {
            string name = Site(site);
            entries.Add(new EnqueueEntry(SitePartition.Of(name), name, perEntry, Entry(perEntry)));
            if (entries.Count == EntriesPerCall || entries.Sum(entry => (long)entry.Bytes.Length) >= BytesPerCall)
            {
                await SendAsync(queue, entries);
            }
        }

        await SendAsync(queue, entries);
    }

    private static async Task SendAsync(QueueProducer queue, List<EnqueueEntry> entries)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var outcomes = new EnqueueOutcome[entries.Count];
        await queue.EnqueueAsync(entries, Unlimited, outcomes);
        entries.Clear();
        if (outcomes.Any(outcome => outcome != EnqueueOutcome.Accepted))
        {
            throw new InvalidOperationException("Redis did not take the events.");
        }
    }

    private static void Put(ref FieldSlots slots, EventField field, string value, Span<byte> text, ref int at)
    {
        int length = Encoding.UTF8.GetBytes(value, text[at..]);
        slots[(int)field] = new FieldSlot(at, length);
        at += length;
    }
}
