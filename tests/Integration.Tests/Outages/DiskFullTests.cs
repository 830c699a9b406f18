using System.Diagnostics;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Stats;
using Footfall.Integration.Traffic;
using Npgsql;

namespace Footfall.Integration.Outages;

/// <summary>When PostgreSQL's disk is full, the log quotes its error in few lines, and nothing is lost.</summary>
public sealed class DiskFullTests(ITestOutputHelper output)
{
    [Fact]
    [Trait("Tier", "slow")]
    public async Task A_full_disk_is_told_and_costs_no_event()
    {
        string disk = Directory.CreateTempSubdirectory("footfall-disk-").FullName;
        Assert.SkipUnless(
            Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=64m,uid=postgres,gid=postgres,mode=0700", "tmpfs", disk) == 0,
            "Only a user who may mount file systems can make a small one.");
        try
        {
            await using PostgresServer postgres = await PostgresServer.StartAsync(new PostgresServerOptions());
            await AssertRecoversAsync(postgres, disk);
        }
        finally
        {
            await RunAsync("umount", "--lazy", disk);
            Directory.Delete(disk);
        }
    }

    private async Task AssertRecoversAsync(PostgresServer postgres, string disk)
    {
        await using (NpgsqlDataSource admin = NpgsqlDataSource.Create(postgres.NpgsqlConnectionString("postgres")))
        {
            foreach (string sql in (string[])[$"CREATE TABLESPACE small LOCATION '{disk}'", "CREATE DATABASE small TABLESPACE small"])
            {
                await using NpgsqlCommand command = admin.CreateCommand(sql);
                await command.ExecuteNonQueryAsync();
            }
        }

        await using Installation footfall = await Installation.StartAsync(new LocalClusterOptions { PostgresConnection = postgres.ConnectionString("small") });
        HostProcess silo = footfall.LocalCluster.Silos[0];
        var events = new NumberedEvents("full", 20);
        Tally tally = await Load.SendAsync(events.Take(1_000), 16, footfall.Gateway);
        await ExactCounts.AssertStoredAsync(footfall, tally);

        string filler = Path.Combine(disk, "filler");
        await RunAsync("dd", "if=/dev/zero", $"of={filler}", "bs=8k");
        int printed = silo.Output.Length;
        await Load.SendAsync(events.Take(20_000), 16, footfall.Gateway, into: tally);
        using (var client = new GatewayClient(silo.Address))
        {
            await Eventually.GetAsync(
                "the silo tells", () => client.GetAsync("/health/ready"), answer => answer.Status == 503 && answer.Body.Contains("53100: could not extend file", StringComparison.Ordinal));
            await Eventually.GetAsync(
                "the overview",
                () => footfall.Gateway.GetAsync("/api/operator/overview"),
                answer => answer.Body.Contains("53100: could not extend file", StringComparison.Ordinal));
            File.Delete(filler);
            await Eventually.GetAsync("the silo is ready", () => client.GetAsync("/health/ready"), answer => answer.Status == 200);
        }

        await ExactCounts.AssertAsync(footfall, tally);
        string log = await Eventually.GetAsync(
            "the log", () => Task.FromResult(silo.Output[printed..]), log => log.Contains("PostgreSQL stores events again.", StringComparison.Ordinal));
        output.WriteLine($"{tally}\n{log}");
        Assert.InRange(log.Split('\n').Length, 2, 12);
    }

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
