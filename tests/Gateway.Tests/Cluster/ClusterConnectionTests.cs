using Microsoft.Extensions.Time.Testing;

namespace Footfall.Cluster;

[Trait("Tier", "fast")]
public sealed class ClusterConnectionTests
{
    private readonly FakeTimeProvider _timeProvider = new();
    private readonly ClusterConnection _connection;

    public ClusterConnectionTests() => _connection = new ClusterConnection(_timeProvider, new LogLines<ClusterConnection>());

    [Fact]
    public void Connection_IsUpOnlyOnceTheGrainsAreKnownAndWhileASiloIsConnected()
    {
        _connection.SetGateways(1);
        Assert.False(_connection.IsUp);
        _connection.SetStarted();
        Assert.True(_connection.IsUp);
        _connection.SetGateways(0);
        Assert.False(_connection.IsUp);
    }

    [Fact]
    public async Task Question_AtTheStart_WaitsUntilTheGrainsAreKnown()
    {
        Task wait = _connection.WaitForStartAsync();
        _connection.SetGateways(1);
        Assert.False(wait.IsCompleted);

        _connection.SetStarted();

        await wait.WithinLimitAsync();
    }

    [Fact]
    public async Task Question_WithoutASilo_WaitsForThreeSeconds()
    {
        Task wait = _connection.WaitForStartAsync();
        _timeProvider.Advance(TimeSpan.FromSeconds(2.9));
        Assert.False(wait.IsCompleted);

        _timeProvider.Advance(TimeSpan.FromSeconds(0.1));

        await wait.WithinLimitAsync();
    }

    [Fact]
    public void Question_AfterTheSilosWentAway_DoesNotWait()
    {
        _connection.SetGateways(1);
        _connection.SetStarted();
        _connection.SetGateways(0);

        Assert.True(_connection.WaitForStartAsync().IsCompleted);
    }
}
