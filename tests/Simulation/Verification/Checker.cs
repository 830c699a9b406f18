using System.Collections.Immutable;
using Footfall.Simulation.Redis;
using Footfall.Simulation.Store;

namespace Footfall.Simulation.Verification;

/// <summary>Compares the responses to clients with the store's state, once everything is quiet.</summary>
internal static class Checker
{
    public static void Check(Record record, ImmutableDictionary<string, StoredSite> sites, RedisState redis)
    {
        int[] copies = new int[record.Events.Count];
        foreach (StoredSite site in sites.Values)
        {
            foreach (int number in site.Rows.Concat(site.Dead))
            {
                copies[number]++;
            }

            if (site.StoredCount != site.Rows.Count || site.DeadCount != site.Dead.Count
                || site.StoredCount + site.DeadCount + site.Duplicates != site.Consumed.Count)
            {
                record.Violations.Add($"the ledger says stored {site.StoredCount}, dead {site.DeadCount}, duplicates {site.Duplicates}; "
                    + $"there are {site.Rows.Count} rows, {site.Dead.Count} dead letters, of {site.Consumed.Count} events");
            }
        }

        foreach ((string siteId, StoredSite site) in sites.Where(site => site.Value.WrongTitles.Count > 0))
        {
            record.Violations.Add($"{site.WrongTitles.Count} rows of {siteId} have another event's title");
        }

        CheckEvents(record, copies);
        CheckIds(record, copies);
        foreach ((string key, StreamValue stream) in redis.Streams.Where(stream => stream.Value.Entries.Count > 0))
        {
            record.Violations.Add($"{key} still has {stream.Entries.Count} entries");
        }
    }

    private static void CheckEvents(Record record, int[] copies)
    {
        for (int number = 0; number < copies.Length; number++)
        {
            SimulatedEvent sent = record.Events[number];
            if (copies[number] > 1 || (copies[number] > 0 && sent.IsForbidden))
            {
                record.Violations.Add($"event {number} of {sent.SiteId}, told {sent.Outcome}, is there {copies[number]} times");
            }
            else if (copies[number] == 0 && sent is { IsOwed: true, EventId: null })
            {
                record.Violations.Add($"event {number} of {sent.SiteId} was confirmed and is lost");
            }
        }
    }

    private static void CheckIds(Record record, int[] copies)
    {
        var withIds = record.Events.Select((sent, number) => (sent, number)).Where(item => item.sent.EventId is not null);
        foreach (var group in withIds.GroupBy(item => (item.sent.SiteId, item.sent.EventId)))
        {
            int there = group.Sum(item => copies[item.number]);
            if (there > 1)
            {
                record.Violations.Add($"{group.Key.EventId} of {group.Key.SiteId} is there {there} times");
            }
            else if (there == 0 && group.Any(item => item.sent.IsOwed))
            {
                record.Violations.Add($"{group.Key.EventId} of {group.Key.SiteId} was confirmed and is lost");
            }
        }
    }
}
