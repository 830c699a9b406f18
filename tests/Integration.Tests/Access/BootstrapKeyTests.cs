using System.Text.Json;
using System.Text.RegularExpressions;
using Footfall.Dev.Servers;
using Footfall.Integration.Installations;
using Footfall.Integration.Traffic;

namespace Footfall.Integration.Access;

/// <summary>Containers get no request from the gateway's own machine, so operators read their first key from its output.</summary>
public sealed partial class BootstrapKeyTests(Servers servers)
{
    private static readonly (string, string) Elsewhere = ("X-Forwarded-For", "203.0.113.7");

    [Theory]
    [InlineData("Open", "Access__PrintBootstrapKey", "true")]
    [InlineData("Open", "DOTNET_RUNNING_IN_CONTAINER", "true", Traits = ["Tier", "slow"])]
    [InlineData("Registered", "DOTNET_RUNNING_IN_CONTAINER", "1")]
    public async Task First_key_is_printed_once_by_one_gateway_in_either_mode(string mode, string setting, string value)
    {
        var options = new LocalClusterOptions
        {
            Gateways = 2,
            Environment = new Dictionary<string, string> { ["Access__Mode"] = mode, [setting] = value },
        };

        // The runtime's variable is a process's, not a host's.
        bool isVariable = setting.StartsWith("DOTNET_", StringComparison.Ordinal);
        await using Installation footfall = await (isVariable ? servers.StartInOwnProcessesAsync(options) : servers.StartAsync(options));
        GatewayResponse refused = await OperateAsync(footfall, null);
        Assert.Equal(mode == "Open" ? 403 : 401, refused.Status);
        Assert.Contains("docker compose logs gateway", refused.Body, StringComparison.Ordinal);

        string key = (await Eventually.GetAsync("the first key is printed", () => Task.FromResult(Printed(footfall)), keys => keys.Length > 0)).Single();
        Assert.Equal(200, (await Eventually.GetAsync("the key is good", () => OperateAsync(footfall, key), answer => answer.Status == 200)).Status);

        // Restarted gateways find the existing key, even after Redis has to be refilled.
        await (await footfall.Queue.DatabaseAsync()).ExecuteAsync("FLUSHALL");
        foreach (HostProcess gateway in footfall.LocalCluster.Gateways)
        {
            await footfall.LocalCluster.RestartAsync(gateway);
        }

        await Eventually.GetAsync("the gateways know the key", () => OperateAsync(footfall, key), answer => answer.Status == 200);
        Assert.Equal([key], Printed(footfall).Append(key).Distinct());

        // Revoking the last key does not lock operators out.
        string id = JsonDocument.Parse((await SendAsync(footfall, HttpMethod.Get, "/api/operator/keys", key)).Body)
            .RootElement.GetProperty("keys")[0].GetProperty("id").GetString()!;
        Assert.Equal(200, (await SendAsync(footfall, HttpMethod.Delete, $"/api/operator/keys/{id}", key)).Status);
        string next = (await Eventually.GetAsync(
            "another key is printed", () => Task.FromResult(Printed(footfall).Where(one => one != key).ToArray()), keys => keys.Length > 0)).Single();
        await Eventually.GetAsync("the other key is good", () => OperateAsync(footfall, next), answer => answer.Status == 200);
        Assert.Equal(401, (await OperateAsync(footfall, key)).Status);
    }

    [Fact]
    public async Task On_a_machine_that_operates_without_a_key_none_is_printed()
    {
        await using Installation footfall = await servers.StartAsync(new LocalClusterOptions
        {
            Environment = new Dictionary<string, string> { ["Access__Mode"] = "Open" },
        });
        Assert.Equal(200, (await footfall.Gateway.GetAsync("/api/operator/keys")).Status);
        Assert.Empty(Printed(footfall));
    }

    private static string[] Printed(Installation footfall) =>
        [.. footfall.LocalCluster.Gateways.SelectMany(gateway => PrintedKey().Matches(gateway.Output)).Select(match => match.Groups[1].Value)];

    private static Task<GatewayResponse> OperateAsync(Installation footfall, string? key) => SendAsync(footfall, HttpMethod.Get, "/api/operator/overview", key);

    private static Task<GatewayResponse> SendAsync(Installation footfall, HttpMethod method, string path, string? key) =>
        RegisteredModeFixture.SendAsync(footfall.Gateway, method, path, key, null, Elsewhere);

    [GeneratedRegex("shown this once: (footfall_operator_[0-9A-Za-z]+)")]
    private static partial Regex PrintedKey();
}
