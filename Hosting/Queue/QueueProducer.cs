using System.Security.Cryptography;
using StackExchange.Redis;

namespace Footfall.Queue;

/// <summary>The gateway's side of the queue: puts entries in, each certainly at most once.</summary>
/// <remarks>Safe for concurrent calls as long as no two are under way for one partition.</remarks>
public sealed class QueueProducer(IConnectionMultiplexer redis)
{
    private const int KeysBeforeStreams = 4;
    private const int ArgumentsBeforeEntries = 5;
    private const int ArgumentsPerEntry = 3;

    private static readonly QueueScript Enqueue = new("enqueue.lua");

    private static readonly RedisException NotConnected = new("Redis is not connected.");

    private readonly IDatabase _database = redis.GetDatabase();

    /// <summary>Each partition's epoch as last heard; null before the first call. Written only by the partition's one call.</summary>
    private readonly string?[] _epochs = new string?[SitePartition.Count];

    /// <summary>Enqueues all entries of one partition in one atomic step.</summary>
    /// <param name="partition">The partition that all the sites belong to.</param>
    /// <param name="entries">At least one.</param>
    /// <param name="limit">What a stream may hold; one that has reached it takes no more.</param>
    /// <param name="outcomes">Receives one outcome per entry; as long as <paramref name="entries"/>.</param>
    /// <returns>What went wrong when outcomes are unavailable or unknown; else null.</returns>
    public async Task<Exception?> EnqueueAsync(
        int partition, IReadOnlyList<EnqueueEntry> entries, StreamLimit limit, EnqueueOutcome[] outcomes)
    {
        // Thrown and caught for each batch, the client's own refusal costs more than taking events does.
        if (!_database.IsConnected(QueueKeys.Clock(partition), CommandFlags.DemandMaster))
        {
            Array.Fill(outcomes, EnqueueOutcome.Unavailable);
            return NotConnected;
        }

        // A changed epoch is answered before anything is enqueued, so the entries go once more under the new one.
        // It can change again in between only if Redis restarts twice within the request.
        for (int attempt = 0; attempt < 3; attempt++)
        {
            RedisResult[] reply;
            try
            {
                reply = await SendAsync(partition, entries, limit).ConfigureAwait(false);
            }
            catch (Exception e)
            {
                // Whatever it was: unless the command certainly never began, nobody knows what it did.
                Array.Fill(outcomes, QueueScript.WasNotExecuted(e) ? EnqueueOutcome.Unavailable : EnqueueOutcome.Unknown);
                return e;
            }

            if ((string?)reply[0] == "OK")
            {
                for (int i = 0; i < entries.Count; i++)
                {
                    outcomes[i] = (string?)reply[i + 1] switch
                    {
                        "OK" => EnqueueOutcome.Accepted,
                        "FULL" => EnqueueOutcome.SiteFull,
                        _ => EnqueueOutcome.Quarantined,
                    };
                }

                return null;
            }

            _epochs[partition] = (string?)reply[1];
        }

        Array.Fill(outcomes, EnqueueOutcome.Unavailable);
        return new RedisException("The queue's epoch changed at every attempt.");
    }

    private async Task<RedisResult[]> SendAsync(int partition, IReadOnlyList<EnqueueEntry> entries, StreamLimit limit)
    {
        // Fresh for each call: an epoch that was offered before may have been taken by a call whose answer was lost.
        string candidate = RandomNumberGenerator.GetHexString(QueueKeys.EpochLength, lowercase: true);
        string epoch = _epochs[partition] ?? candidate;

        var keys = new RedisKey[KeysBeforeStreams + entries.Count];
        keys[0] = QueueKeys.Clock(partition);
        keys[1] = QueueKeys.Ready(partition);
        keys[2] = QueueKeys.Quarantined(partition);
        keys[3] = QueueKeys.Totals(partition);
        var arguments = new RedisValue[ArgumentsBeforeEntries + (entries.Count * ArgumentsPerEntry)];
        arguments[0] = epoch;
        arguments[1] = candidate;
        arguments[2] = limit.Entries;
        arguments[3] = limit.Bytes;
        arguments[4] = QueueKeys.Wake(partition);
        for (int i = 0; i < entries.Count; i++)
        {
            string member = QueueKeys.Member(epoch, entries[i].SiteId);
            keys[KeysBeforeStreams + i] = QueueKeys.Stream(partition, member);
            int at = ArgumentsBeforeEntries + (i * ArgumentsPerEntry);
            arguments[at] = member;
            arguments[at + 1] = entries[i].Events;
            arguments[at + 2] = entries[i].Bytes;
        }

        RedisResult reply = await Enqueue.RunAsync(_database, keys, arguments).ConfigureAwait(false);
        return (RedisResult[])reply!;
    }
}
