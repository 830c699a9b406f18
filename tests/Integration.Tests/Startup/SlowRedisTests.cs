using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Startup;

/// <summary>Redis answers late once while a silo starts, e.g. because it rewrites its file or lists all keys.</summary>
public sealed class SlowRedisTests(Servers servers)
{
    /// <summary>Above the client's response timeout of five seconds.</summary>
    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(7);

    [Theory]
    [Trait("Tier", "slow")]
    [InlineData("HSETNX")] // makes the table
    [InlineData("HGETALL")] // reads it
    [InlineData("EVAL")] // adds the silo to it
    public async Task A_silo_outlives_an_answer_of_seven_seconds_to_any_of_its_commands_on_the_membership(string command)
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions());
        await using var slow = new SlowRedisProxy(redis.Port, command, Delay);
        string database = await servers.CreateDatabaseAsync();
        await using HostRun silo = HostRun.Start(HostKind.Silo, $"REDIS_URL=redis://127.0.0.1:{slow.Port} DATABASE_URL={database}");

        await Eventually.TrueAsync("the silo is ready, or has ended", () => IsReadyAsync(silo), TimeSpan.FromMinutes(2));

        Assert.False(silo.Host.HasExited, silo.Host.Output);
        Assert.True(slow.HasActed);
        Assert.True(await silo.Host.StopAsync(), silo.Host.Output);
        Assert.Equal(0, silo.Host.ExitCode);
    }

    private static async Task<bool> IsReadyAsync(HostRun silo)
    {
        using var http = new HttpClient();
        try
        {
            return silo.Host.HasExited || (await http.GetAsync(new Uri(silo.Host.Address, "/health/ready"))).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
