using System.Net;
using System.Net.Http.Json;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

public sealed class LocalClusterTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Hosts_come_and_go_and_nothing_is_left()
    {
        var ids = new List<int>();
        string folder;
        await using (LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 2, Gateways = 2 }, Cancellation))
        {
            folder = cluster.Directory;
            Assert.Equal(2, cluster.Silos.Count);
            Assert.Equal(2, cluster.Gateways.Select(gateway => gateway.Address).Distinct().Count());
            ids.AddRange(cluster.Silos.Concat(cluster.Gateways).Select(host => host.Id));
            ids.Add(cluster.Redis!.Id);
            ids.Add(cluster.Postgres!.Id);

            HostProcess first = cluster.Silos[0];
            await first.KillAsync();
            Assert.True(first.HasExited);
            Assert.Equal(137, first.ExitCode);
            Uri address = first.Address;
            await cluster.RestartAsync(first, Cancellation);
            Assert.Equal(address, first.Address);
            ids.Add(first.Id);

            HostProcess third = await cluster.AddSiloAsync(Cancellation);
            Assert.Equal("silo-3", third.Name);
            ids.Add(third.Id);
            Assert.True(await third.StopAsync());
            Assert.Equal(0, third.ExitCode);
            await cluster.RemoveAsync(third);
            Assert.Equal(2, cluster.Silos.Count);

            HostProcess gateway = await cluster.AddGatewayAsync(Cancellation);
            Assert.True(await gateway.StopAsync());
            Assert.Equal(0, gateway.ExitCode);
            Assert.NotEmpty(gateway.Output);

            using var http = new HttpClient { BaseAddress = cluster.GatewayAddress };
            using HttpResponseMessage answer = await http.PostAsJsonAsync(
                "/api/event", new { site_id = "a", event_type = "page_view", timestamp = TimeProvider.System.GetUtcNow() }, Cancellation);
            Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        }

        Assert.All(ids, id => Assert.Null(ProcessIdentity.Of(id)));
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task Two_stacks_share_given_servers()
    {
        await using RedisServer redis = await RedisServer.StartAsync(new RedisServerOptions(), Cancellation);
        await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions(), Cancellation);
        string database = await postgres.CreateDatabaseAsync("shared", Cancellation);
        var options = new LocalClusterOptions { RedisConnection = $"redis://{redis.ConnectionString}", PostgresConnection = database };
        LocalCluster[] stacks = await Task.WhenAll(LocalCluster.StartAsync(options, Cancellation), LocalCluster.StartAsync(options with { ClusterId = "second" }, Cancellation));
        Assert.All(stacks, cluster => Assert.Null(cluster.Redis));
        Assert.All(stacks, cluster => Assert.Equal(database, cluster.PostgresConnection));
        foreach (LocalCluster cluster in stacks)
        {
            await cluster.DisposeAsync();
        }

        Assert.True(await RedisProbe.AnswersAsync("127.0.0.1", redis.Port, Cancellation));
    }

    [Fact]
    public async Task Host_that_cannot_start_is_reported_with_its_log_and_nothing_is_left()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        long started = TimeProvider.System.GetTimestamp();
        var fault = await Assert.ThrowsAsync<ServerFaultException>(() => LocalCluster.StartAsync(
            new LocalClusterOptions { Directory = folder, Environment = new Dictionary<string, string> { ["DATABASE_URL"] = "nonsense" } }, Cancellation));
        Assert.Contains("silo-1 ended (exit code 1)", fault.Message, StringComparison.Ordinal);
        Assert.Contains("DATABASE_URL", fault.Message, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(50));
        Assert.Empty(PidFile.ReadAll(folder));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Frozen_host_answers_nothing_and_its_end_has_a_limit()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions(), Cancellation);
        HostProcess gateway = cluster.Gateways[0];
        gateway.Freeze();
        await Assert.ThrowsAsync<ServerFaultException>(() => gateway.WaitUntilReadyAsync(TimeSpan.FromSeconds(1), Cancellation));
        gateway.Thaw();
        await gateway.WaitUntilReadyAsync(TimeSpan.FromSeconds(10), Cancellation);
        gateway.Freeze();
        Assert.True(await gateway.StopAsync());
        Assert.Equal(0, gateway.ExitCode);
    }

    [Fact]
    public async Task Host_gets_no_environment_but_what_it_is_given()
    {
        Environment.SetEnvironmentVariable("FOOTFALL_TEST_LEAK", "1");
        await using LocalCluster cluster = await LocalCluster.StartAsync(new LocalClusterOptions { Silos = 1, Gateways = 0 }, Cancellation);
        var options = new HostProcessOptions
        {
            Kind = HostKind.Gateway,
            Name = "bare",
            Directory = cluster.Directory,
            Address = new Uri($"http://127.0.0.1:{FreePort.Take()}"),
            Environment = new Dictionary<string, string> { ["REDIS_URL"] = cluster.RedisConnection },
            InheritEnvironment = false,
        };
        await using HostProcess bare = HostProcess.Start(options with
        {
            Environment = new Dictionary<string, string>(options.Environment) { ["ASPNETCORE_URLS"] = options.Address.GetLeftPart(UriPartial.Authority) },
        });
        await bare.WaitUntilReadyAsync(TimeSpan.FromSeconds(30), Cancellation);
        string environment = await File.ReadAllTextAsync($"/proc/{bare.Id}/environ", Cancellation);
        Assert.DoesNotContain("FOOTFALL_TEST_LEAK", environment, StringComparison.Ordinal);
        Assert.Contains("REDIS_URL=", environment, StringComparison.Ordinal);
    }
}
