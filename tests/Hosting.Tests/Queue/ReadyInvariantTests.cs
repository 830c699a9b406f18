using CsCheck;
using Footfall.Servers;
using StackExchange.Redis;

namespace Footfall.Queue;

public abstract class ReadyInvariantTests(RedisFixture redis)
{
    public sealed class OnOneServer(OneServer redis) : ReadyInvariantTests(redis), IClassFixture<OneServer>;

    public sealed class OnCluster(ThreeServers redis) : ReadyInvariantTests(redis), IClassFixture<ThreeServers>;

    private enum Step
    {
        Enqueue,
        Claim,
        ReleaseSome,
        ReleaseAll,
        ReleaseWithAnotherToken,
        RetireEpoch,
        BreakKey,
    }

    [Fact]
    public async Task Site_WithEntries_IsReadyAfterAnyStepsAndNoEntryIsLost()
    {
        await using TestQueue queue = await redis.OpenAsync();
        await Gen.Select(Gen.Enum<Step>(), Gen.Int[0, 2]).Array[1, 25].SampleAsync(
            async steps =>
            {
                await queue.EmptyAsync();
                var walk = new Walk(queue);
                foreach ((Step step, int site) in steps)
                {
                    await walk.TakeAsync(step, TestQueue.Site(site));
                    Assert.Empty(await queue.ForgottenAsync());
                    Assert.Equal(walk.Enqueued - walk.Trimmed, await walk.CountAsync());
                }
            },
            iter: 60,
            threads: 1);
    }

    private sealed class Walk(TestQueue queue)
    {
        private string _token = "0";

        public long Enqueued { get; private set; }

        public long Trimmed { get; private set; }

        public async Task TakeAsync(Step step, string site)
        {
            switch (step)
            {
                case Step.Enqueue:
                    EnqueueOutcome[] outcomes = await queue.EnqueueAsync(3, site, site);
                    Enqueued += outcomes.Count(outcome => outcome == EnqueueOutcome.Accepted);
                    break;
                case Step.Claim:
                    _token = (await queue.ClaimAsync(2)).Token;
                    break;
                case Step.RetireEpoch:
                    await queue.Database.HashSetAsync(QueueKeys.Default.Clock(TestQueue.Partition), "life", "another");
                    break;
                case Step.BreakKey:
                    await queue.Database.StringSetAsync(await queue.StreamAsync(site), "x", when: When.NotExists);
                    break;
                default:
                    await ReleaseAsync(step, site);
                    break;
            }
        }

        public async Task<long> CountAsync()
        {
            long count = 0;
            await foreach (RedisKey key in queue.Server.KeysAsync(pattern: QueueKeys.Default.StreamPattern(TestQueue.Partition)))
            {
                count += await queue.Database.KeyTypeAsync(key) == RedisType.Stream ? await queue.Database.StreamLengthAsync(key) : 0;
            }

            return count;
        }

        private async Task ReleaseAsync(Step step, string site)
        {
            RedisKey stream = await queue.StreamAsync(site);
            if (await queue.Database.KeyTypeAsync(stream) != RedisType.Stream)
            {
                return;
            }

            StreamEntry[] entries = await queue.Database.StreamRangeAsync(stream);
            int trimmed = step == Step.ReleaseAll ? entries.Length : entries.Length / 2;
            EntryId? trimTo = trimmed > 0 && EntryId.TryParse((byte[])entries[trimmed - 1].Id!, out EntryId id) ? id.Next : null;
            string token = step == Step.ReleaseWithAnotherToken ? "12345" : _token;
            await queue.Consumer.ReleaseAsync(TestQueue.Partition, await queue.MemberAsync(site), token, trimTo, TimeSpan.Zero);
            Trimmed += trimmed;
        }
    }
}
