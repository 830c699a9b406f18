using System.Security.Cryptography;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>The gateway's side of the queue: enqueues each entry at most once.</summary>
/// <remarks>Safe for concurrent calls.</remarks>
/// <param name="redis">The queue's server.</param>
/// <param name="keys">The installation's names.</param>
/// <param name="replicas">The requirements on its replicas; null for none.</param>
public sealed class QueueProducer(IConnectionMultiplexer redis, QueueKeys keys, ReplicaGuard? replicas = null)
{
    private const int KeysBeforeStreams = 4;
    private const int ArgumentsBeforePartitions = 5;
    private const int ArgumentsBeforeEntries = 3;
    private const int ArgumentsPerEntry = 3;

    /// <summary>An epoch returned by the script is used at once; it changes again only if Redis restarts in between.</summary>
    private const int MaxAttempts = 3;

    private static readonly RedisScript Enqueue = new("enqueue.lua");

    private static readonly RedisException NotConnected = new("Redis is not connected.");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Each partition's last known epoch; null before the first call. The script rejects a stale one.</summary>
    private readonly string?[] _epochs = new string?[SitePartition.Count];

    /// <summary>Whether the partitions are on different masters, so that no script may touch two of them.</summary>
    private volatile bool _isSharded;

    /// <summary>Enqueues entries: those of one partition in one atomic step, and all in one call where Redis allows it.</summary>
    /// <param name="entries">At least one.</param>
    /// <param name="limit">The limit of a stream; one that has reached it takes no more entries.</param>
    /// <param name="outcomes">Receives one outcome per entry; as long as <paramref name="entries"/>.</param>
    /// <returns>The error when outcomes are unavailable or unknown; otherwise null.</returns>
    public async Task<Exception?> EnqueueAsync(IReadOnlyList<EnqueueEntry> entries, StreamLimit limit, EnqueueOutcome[] outcomes)
    {
        List<int[]> partitions = GroupByPartition(entries);
        if (!_isSharded)
        {
            Exception? failure = await EnqueueAsync(partitions, entries, limit, outcomes).ConfigureAwait(false);
            if (failure is null || partitions.Count == 1 || !IsAcrossSlots(failure))
            {
                return failure;
            }

            _isSharded = true;
        }

        Exception?[] failures = await Task.WhenAll(partitions.Select(partition => EnqueueAsync([partition], entries, limit, outcomes)))
            .ConfigureAwait(false);
        return Array.Find(failures, failure => failure is not null);
    }

    /// <summary>Returns the indexes of each partition's entries, in order.</summary>
    private static List<int[]> GroupByPartition(IReadOnlyList<EnqueueEntry> entries)
    {
        Span<int> counts = stackalloc int[SitePartition.Count];
        for (int i = 0; i < entries.Count; i++)
        {
            counts[entries[i].Partition]++;
        }

        var partitions = new List<int[]>();
        Span<int> places = stackalloc int[SitePartition.Count];
        for (int partition = 0; partition < SitePartition.Count; partition++)
        {
            if (counts[partition] > 0)
            {
                places[partition] = partitions.Count;
                partitions.Add(new int[counts[partition]]);
            }
        }

        for (int i = 0; i < entries.Count; i++)
        {
            int[] indexes = partitions[places[entries[i].Partition]];
            indexes[^counts[entries[i].Partition]--] = i;
        }

        return partitions;
    }

    /// <summary>Redis Cluster, or the client on its behalf, rejects a script that would touch several slots.</summary>
    private static bool IsAcrossSlots(Exception failure) => failure is RedisCommandException
        || (failure is RedisServerException && failure.Message.StartsWith("CROSSSLOT", StringComparison.Ordinal));

    /// <summary>Enqueues the entries of several partitions in one call.</summary>
    private async Task<Exception?> EnqueueAsync(
        List<int[]> partitions, IReadOnlyList<EnqueueEntry> entries, StreamLimit limit, EnqueueOutcome[] outcomes)
    {
        // Throwing and catching the client's own refusal for each batch costs more than accepting events does.
        if (!_database.IsConnected(keys.Clock(entries[partitions[0][0]].Partition), CommandFlags.DemandMaster))
        {
            Fill(outcomes, partitions, EnqueueOutcome.Unavailable);
            return NotConnected;
        }

        Exception? failure = null;
        for (int attempt = 0; attempt < MaxAttempts; attempt++)
        {
            RedisValue[] reply;
            try
            {
                reply = await SendAsync(partitions, entries, limit).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Any exception: unless the command certainly never began, its effect is unknown.
                Fill(outcomes, partitions, RedisScript.WasNotExecuted(e) ? EnqueueOutcome.Unavailable : EnqueueOutcome.Unknown);
                return e;
            }

            // Under a wrong epoch nothing was enqueued, so those entries are sent again under the right one.
            List<int[]> again = [];
            List<int[]> taken = [];
            ReadOnlySpan<byte> letters = (byte[])reply[0]!;
            int text = 1;
            foreach (int[] indexes in partitions)
            {
                if (letters[0] != (byte)'-')
                {
                    Settle(outcomes, indexes, letters);
                    taken.Add(indexes);
                }
                else if (reply[text] == "EPOCH")
                {
                    _epochs[entries[indexes[0]].Partition] = reply[text + 1];
                    again.Add(indexes);
                    text += 2;
                }
                else if (reply[text] == "REPLICAS")
                {
                    Fill(outcomes, [indexes], EnqueueOutcome.Unavailable);
                    failure = replicas!.TooFew((string)reply[text + 1]!);
                    text += 2;
                }
                else
                {
                    Fill(outcomes, [indexes], EnqueueOutcome.Unknown);
                    failure = new RedisException((string)reply[text + 1]!);
                    text += 2;
                }

                letters = letters[indexes.Length..];
            }

            if (taken.Count > 0 && replicas is { Waits: true }
                && await ConfirmAsync(entries[taken[0][0]].Partition, (string)reply[^1]!).ConfigureAwait(false) is { } unconfirmed)
            {
                // This server has it, but may be replaced by one that does not.
                foreach (int index in taken.SelectMany(indexes => indexes).Where(index => outcomes[index] == EnqueueOutcome.Accepted))
                {
                    outcomes[index] = EnqueueOutcome.Unknown;
                }

                failure = unconfirmed;
            }

            if (again.Count == 0)
            {
                return failure;
            }

            partitions = again;
        }

        Fill(outcomes, partitions, EnqueueOutcome.Unavailable);
        return new RedisException("The queue's epoch changed at every attempt.");
    }

    /// <summary>Waits for the replicas of the master that holds a partition.</summary>
    private async Task<Exception?> ConfirmAsync(int partition, string life) =>
        _database.IdentifyEndpoint(keys.Clock(partition), CommandFlags.DemandMaster) is { } master
            ? await replicas!.ConfirmAsync(redis.GetServer(master), life).ConfigureAwait(false)
            : NotConnected;

    private async Task<RedisValue[]> SendAsync(List<int[]> partitions, IReadOnlyList<EnqueueEntry> entries, StreamLimit limit)
    {
        // Fresh for each call: an epoch offered before may have been accepted by a call whose response was lost.
        string candidate = RandomNumberGenerator.GetHexString(QueueKeys.EpochLength, lowercase: true);
        int count = partitions.Sum(indexes => indexes.Length);
        var names = new RedisKey[(partitions.Count * KeysBeforeStreams) + count];
        var arguments = new RedisValue[ArgumentsBeforePartitions + (partitions.Count * ArgumentsBeforeEntries) + (count * ArgumentsPerEntry)];
        arguments[0] = candidate;
        arguments[1] = limit.Entries;
        arguments[2] = limit.Bytes;
        arguments[3] = replicas?.Least ?? 0;
        arguments[4] = replicas?.MostLagSeconds ?? 0;
        int key = 0;
        int argument = ArgumentsBeforePartitions;
        foreach (int[] indexes in partitions)
        {
            int partition = entries[indexes[0]].Partition;
            string epoch = _epochs[partition] ?? candidate;
            names[key++] = keys.Clock(partition);
            names[key++] = keys.Ready(partition);
            names[key++] = keys.Quarantined(partition);
            names[key++] = keys.Totals(partition);
            arguments[argument++] = epoch;
            arguments[argument++] = keys.Wake(partition);
            arguments[argument++] = indexes.Length;
            foreach (int index in indexes)
            {
                EnqueueEntry entry = entries[index];
                names[key++] = keys.Stream(partition, QueueKeys.Member(epoch, entry.SiteId));
                arguments[argument++] = entry.Events;
                arguments[argument++] = entry.Bytes;
                arguments[argument++] = entry.Trace ?? "";
            }
        }

        return (RedisValue[])(await Enqueue.RunAsync(_database, names, arguments).ConfigureAwait(false))!;
    }

    private static void Settle(EnqueueOutcome[] outcomes, int[] indexes, ReadOnlySpan<byte> letters)
    {
        for (int i = 0; i < indexes.Length; i++)
        {
            outcomes[indexes[i]] = letters[i] switch
            {
                (byte)'A' => EnqueueOutcome.Accepted,
                (byte)'F' => EnqueueOutcome.SiteFull,
                _ => EnqueueOutcome.Quarantined,
            };
        }
    }

    private static void Fill(EnqueueOutcome[] outcomes, List<int[]> partitions, EnqueueOutcome outcome)
    {
        foreach (int[] indexes in partitions)
        {
            foreach (int index in indexes)
            {
                outcomes[index] = outcome;
            }
        }
    }
}
