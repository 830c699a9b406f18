using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;

namespace Footfall.Integration.Access;

/// <summary>A client that really is on another network: in its own network namespace, connected by a pair of virtual interfaces.</summary>
public sealed class OtherNetworkTests(Servers servers) : IAsyncLifetime
{
    private const string Here = "10.213.7.1";
    private const string There = "10.213.7.2";

    private static int _spaces;

    private readonly string _space = $"footfall-{Environment.ProcessId}-{Interlocked.Increment(ref _spaces)}";
    private readonly string _link = $"ff{Environment.ProcessId % 1_000_000}x{_spaces}";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip"), "Making a network namespace takes root, and the package iproute2.");
        await IpAsync($"netns add {_space}");
        await IpAsync($"link add {_link} type veth peer name {_link}p netns {_space}");
        await IpAsync($"address add {Here}/30 dev {_link}");
        await IpAsync($"link set {_link} up");
        await IpAsync($"-n {_space} address add {There}/30 dev {_link}p");
        await IpAsync($"-n {_space} link set {_link}p up");
    }

    public async ValueTask DisposeAsync()
    {
        if (Environment.IsPrivilegedProcess && File.Exists("/usr/sbin/ip"))
        {
            await IpAsync($"link delete {_link}");
            await IpAsync($"netns delete {_space}");
        }
    }

    [Theory]
    [InlineData(null, "/api/stats?site_id=a", 403, "Access:Mode=Registered")]
    [InlineData(null, "/api/operator/overview", 403, "ssh -L")]
    [InlineData("Open", "/api/stats?site_id=a", 200, "total_views")]
    [InlineData("Open", "/api/operator/overview", 403, "operator's key")]
    [InlineData("Registered", "/api/stats?site_id=a", 401, "needs a key")]
    public async Task Client_elsewhere_is_refused_and_told_what_to_do_unless_the_mode_lets_it_in(string? mode, string path, int status, string answer)
    {
        Installation footfall = await servers.SharedAsync();
        int port = FreePort.Take();
        var environment = new Dictionary<string, string>
        {
            ["REDIS_URL"] = footfall.LocalCluster.RedisConnection,
            ["ASPNETCORE_URLS"] = string.Create(CultureInfo.InvariantCulture, $"http://0.0.0.0:{port}"),
            ["Cluster__ClusterId"] = new LocalClusterOptions().ClusterId,
            ["Cluster__Name"] = $"elsewhere-{mode}",
        };
        if (mode is not null)
        {
            environment["Access__Mode"] = mode;
        }

        await using HostProcess gateway = HostProcess.Start(new HostProcessOptions
        {
            Kind = HostKind.Gateway,
            Pool = await servers.PoolAsync(),
            Name = $"elsewhere-{mode}",
            Directory = Directory.CreateDirectory(Path.Combine(footfall.LocalCluster.Directory, $"elsewhere-{port}")).FullName,
            Address = new Uri($"http://127.0.0.1:{port}"),
            Environment = environment,
        });
        await gateway.WaitUntilReadyAsync(TimeSpan.FromSeconds(60), CancellationToken.None);

        string response = await RunAsync(
            "/usr/sbin/ip",
            $"netns exec {_space} bash -c \"exec 3<>/dev/tcp/{Here}/{port}; printf 'GET {path} HTTP/1.0\\r\\nHost: {Here}\\r\\n\\r\\n' >&3; cat <&3\"");

        Assert.StartsWith($"HTTP/1.1 {status}", response, StringComparison.Ordinal);
        Assert.Contains(answer, response.Replace("\\u0027", "'", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private static async Task IpAsync(string arguments) => await RunAsync("/usr/sbin/ip", arguments);

    private static async Task<string> RunAsync(string program, string arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {arguments}: {await errors}");
        return output;
    }
}
