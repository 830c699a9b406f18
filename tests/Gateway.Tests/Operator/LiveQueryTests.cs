using System.Net.ServerSentEvents;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Footfall.Operator;

[Trait("Tier", "fast")]
public sealed class LiveQueryTests : IDisposable
{
    private readonly FakeTimeProvider _timeProvider = new(DateTimeOffset.UnixEpoch.AddDays(20_000).AddMilliseconds(300));
    private readonly ApplicationLifetime _lifetime = new(NullLogger<ApplicationLifetime>.Instance);
    private readonly CancellationTokenSource _gone = new();
    private readonly LiveQuery<string> _answers;
    private string? _answer = "1";
    private int _asked;

    public LiveQueryTests() => _answers = new LiveQuery<string>(
        _ =>
        {
            _asked++;
            return Task.FromResult<string?>(_answer);
        },
        _lifetime,
        _timeProvider);

    public void Dispose() => _gone.Dispose();

    [Fact]
    public async Task Viewers_OfTheSameQuestion_AreToldOfOneAsking()
    {
        await using IAsyncEnumerator<SseItem<string>> one = Follow(), other = Follow();

        Assert.Equal(["1 table", "1 table"], [await NextAsync(one), await NextAsync(other)]);
        Assert.Equal(1, _asked);
        _answer = "2";
        Task<string>[] next = [NextAsync(one), NextAsync(other)];
        _timeProvider.Advance(TimeSpan.FromMilliseconds(700));

        Assert.Equal(["2 table", "2 table"], await Task.WhenAll(next).WithinLimitAsync());
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task SameAnswer_IsSaidAgainOnlyAfterAWhile()
    {
        await using IAsyncEnumerator<SseItem<string>> viewer = Follow();
        await NextAsync(viewer);
        Task<string> next = NextAsync(viewer);
        for (int second = 0; second < 5; second++)
        {
            Assert.False(next.IsCompleted);
            int asked = _asked;
            _timeProvider.Advance(TimeSpan.FromSeconds(1));
            await Eventually.TrueAsync(() => Volatile.Read(ref _asked) > asked);
        }

        Assert.Equal("1 table", await next.WithinLimitAsync());
    }

    [Fact]
    public async Task WithoutAnyAnswer_TheConnectionStands()
    {
        _answer = null;
        await using IAsyncEnumerator<SseItem<string>> viewer = Follow();

        Assert.Equal("null idle", await NextAsync(viewer));
        Task<string> next = NextAsync(viewer);
        _answer = "1";
        _timeProvider.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("1 table", await next.WithinLimitAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Stream_EndsWithItsViewerAndWithTheGateway(bool isGateway)
    {
        await using IAsyncEnumerator<SseItem<string>> viewer = Follow();
        await NextAsync(viewer);
        Task<bool> next = viewer.MoveNextAsync().AsTask();

        if (isGateway)
        {
            _lifetime.StopApplication();
        }
        else
        {
            await _gone.CancelAsync();
        }

        Assert.False(await next.WithinLimitAsync());
    }

    private IAsyncEnumerator<SseItem<string>> Follow() => _answers.FollowAsync("a", "table", _gone.Token).GetAsyncEnumerator();

    private static async Task<string> NextAsync(IAsyncEnumerator<SseItem<string>> viewer)
    {
        Assert.True(await viewer.MoveNextAsync().AsTask().WithinLimitAsync());
        return $"{viewer.Current.Data} {viewer.Current.EventType}";
    }
}
