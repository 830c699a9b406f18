using System.Text;
using Footfall.Dev.Servers;
using Footfall.Drain;
using Footfall.Redis;
using StackExchange.Redis;

namespace Footfall.Queue;

public sealed class RedisQueueReaderTests : IAsyncLifetime
{
    private const string Epoch = "0123456789abcdef";

    private RedisServer _server = null!;
    private ConnectionMultiplexer _redis = null!;
    private RedisQueueReader _reader = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RedisServer.StartAsync(new RedisServerOptions());
        _redis = await ConnectionMultiplexer.ConnectAsync(RedisConnection.ForQueue(_server.ConnectionString));
        _reader = new RedisQueueReader(new QueueConsumer(_redis, QueueKeys.Default));
    }

    public async ValueTask DisposeAsync()
    {
        await _redis.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Read_GivesEntriesAfterAnIdInOrderAndUpToTheCount()
    {
        for (int i = 1; i <= 4; i++)
        {
            await AddAsync($"{i}-0", new("n", i), new("b", new byte[] { 1, (byte)i }));
        }

        (IReadOnlyList<QueuedEntry> entries, bool isEnd) = await _reader.ReadAsync("a", Epoch, new EntryId(1, 0), 2);

        Assert.Equal([new EntryId(2, 0), new EntryId(3, 0)], entries.Select(entry => entry.Id));
        Assert.Equal([2, 3], entries.Select(entry => entry.Events));
        Assert.Equal([1, 2], entries[0].Bytes.ToArray());
        Assert.Null(entries[0].Fault);
        Assert.False(isEnd);
    }

    [Fact]
    public async Task Read_GivesTheContextOfATracedEntryAndPassesByWhatItDoesNotKnow()
    {
        await AddAsync("1-0", new("n", 1), new("b", new byte[] { 1 }), new("t", 1), new("c", "00-context"), new("z", "of a later version"));
        await AddAsync("2-0", new("n", 1), new("b", new byte[] { 1 }), new("t", 2));

        (IReadOnlyList<QueuedEntry> entries, _) = await _reader.ReadAsync("a", Epoch, EntryId.None, 9);

        Assert.Equal(["00-context", null], entries.Select(entry => entry.Trace));
        Assert.All(entries, entry => Assert.Null(entry.Fault));
    }

    [Fact]
    public async Task Read_OfFewerThanTheCount_IsTheEnd()
    {
        await AddAsync("1-0", new("n", 1), new("b", new byte[] { 1 }));

        Assert.True((await _reader.ReadAsync("a", Epoch, EntryId.None, 2)).IsEnd);
        Assert.Empty((await _reader.ReadAsync("a", Epoch, new EntryId(1, 0), 2)).Entries);
        Assert.Empty((await _reader.ReadAsync("b", Epoch, EntryId.None, 2)).Entries);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("0", 1)]
    [InlineData("-5", 1)]
    [InlineData("many", 1)]
    public async Task Read_OfEntryWithoutBytes_SaysSoAndKeepsWhatItHad(string count, int events)
    {
        await AddAsync("1-0", new("n", count), new("hello", "wörld"));

        QueuedEntry entry = Assert.Single((await _reader.ReadAsync("a", Epoch, EntryId.None, 10)).Entries);

        Assert.Equal("the entry has no field b", entry.Fault);
        Assert.Equal(events, entry.Events);
        Assert.Equal($"n={count}\nhello=wörld", Encoding.UTF8.GetString(entry.Bytes.Span));
    }

    [Fact]
    public async Task Read_OfKeyThatIsNoStream_SaysSo()
    {
        await _redis.GetDatabase().StringSetAsync(Key, "x");

        await Assert.ThrowsAsync<QueueKeyException>(() => _reader.ReadAsync("a", Epoch, EntryId.None, 10));
    }

    [Fact]
    public async Task Read_WhileRedisIsAway_IsAFailureAndNoEmptyStream()
    {
        await _server.StopAsync();

        await Assert.ThrowsAsync<QueueUnavailableException>(() => _reader.ReadAsync("a", Epoch, EntryId.None, 10).WithinLimitAsync());
    }

    private static RedisKey Key => QueueKeys.Default.Stream(SitePartition.Of("a"), QueueKeys.Member(Epoch, "a"));

    private Task<RedisValue> AddAsync(string id, params NameValueEntry[] fields) => _redis.GetDatabase().StreamAddAsync(Key, fields, id);
}
