using System.Diagnostics;
using Footfall.Dev.Servers;

namespace Footfall.Operator;

/// <summary>The unit tests of the operator's pages pass: <c>npm test</c> in <c>Gateway/web</c>, where the build has put the packages.</summary>
public sealed class WebTests
{
    [Fact]
    public async Task Pages_PassTheirUnitTests()
    {
        using Process node = Process.Start(new ProcessStartInfo("node", "test/run.mjs")
        {
            WorkingDirectory = Path.Combine(Repository.Root, "Gateway", "web"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        string[] output = await Task.WhenAll(
            node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, string.Concat(output));
        Assert.Contains("fail 0", output[0], StringComparison.Ordinal);
    }
}
