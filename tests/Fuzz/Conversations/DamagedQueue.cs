using System.Globalization;
using System.Text;
using CsCheck;
using Footfall.Dev.Processes;
using Footfall.Fuzz.Inputs;
using Footfall.Fuzz.Model;
using Footfall.Fuzz.Targets;
using Footfall.Queue;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Fuzz.Conversations;

/// <summary>Adds queue entries that no gateway would write, so that silos encounter them, and operators their dead letters.</summary>
internal static class DamagedQueue
{
    /// <summary>The prefix of the site ids.</summary>
    public const string SitePrefix = "damaged-";

    private const int Sites = 20;
    private const int EntriesPerCall = 100;

    /// <summary>Allows for a busy machine, because the outcome of an entry with a late response is unknown.</summary>
    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(30);

    private static readonly StreamLimit Unlimited = new(long.MaxValue, long.MaxValue);

    /// <param name="redisConnection">The queue's Redis.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="entries">The number of entries.</param>
    /// <param name="expected">The record of events that must be stored.</param>
    public static async Task FillAsync(string redisConnection, int seed, int entries, ExpectedEvents expected)
    {
        ConfigurationOptions options = RedisConnection.ForQueue(redisConnection);
        options.AsyncTimeout = (int)RetryTimeout.TotalMilliseconds;
        await using ConnectionMultiplexer redis = await ConnectionMultiplexer.ConnectAsync(options);
        if (!await Poll.UntilAsync(() => redis.GetDatabase().IsConnected(QueueKeys.Default.Clock(0), CommandFlags.DemandMaster), RetryTimeout))
        {
            throw new InvalidOperationException("Redis does not answer.");
        }

        var queue = new QueueProducer(redis, QueueKeys.Default);
        foreach (int[] numbers in Enumerable.Range(0, entries).Chunk(EntriesPerCall))
        {
            EnqueueEntry[] batch = Array.ConvertAll(numbers, number => Create(seed, number, expected));
            var outcomes = new EnqueueOutcome[batch.Length];
            Exception? failure = await queue.EnqueueAsync(batch, Unlimited, outcomes);
            if (Array.Exists(outcomes, outcome => outcome != EnqueueOutcome.Accepted))
            {
                throw new InvalidOperationException("Redis did not take the entries.", failure);
            }
        }
    }

    private static EnqueueEntry Create(int seed, int number, ExpectedEvents expected)
    {
        string site = string.Create(CultureInfo.InvariantCulture, $"{SitePrefix}{number % Sites}");
        byte[] bytes = EntryInput.Any.Generate(Seeds.For(seed, number), null, out _);
        foreach (EntryModel.Item item in (EntryModel.Read(bytes) ?? []).Where(item => item.IsValid))
        {
            string?[] texts = Array.ConvertAll(item.Fields, text => text is null ? null : Encoding.UTF8.GetString(text));
            ModelEvent[] one = [new ModelEvent(site, texts[0]!, texts[1], texts[2], null, item.Time, DetailsOf(texts))];
            if (string.IsNullOrEmpty(texts[3]))
            {
                expected.Accept(one);
            }
            else
            {
                // It may be skipped as a duplicate of another one's id, valid or not.
                expected.NoteMaybe(one);
            }
        }

        return new EnqueueEntry(SitePartition.Of(site), site, 1, bytes);
    }

    /// <summary>Returns what a row says of these texts, in the form of its columns.</summary>
    private static ModelDetails DetailsOf(string?[] texts)
    {
        string[] revenue = texts[27]?.Split(' ') ?? [];
        return new ModelDetails(
            texts[26],
            revenue is [var amount, var currency] ? DetailModel.WriteRevenue(decimal.Parse(amount, CultureInfo.InvariantCulture), currency) : null,
            Number(texts[28]),
            Number(texts[29]),
            Number(texts[30]),
            "");
    }

    private static string? Number(string? digits) => digits is null ? null : int.Parse(digits, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture);
}
