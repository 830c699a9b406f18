using System.Diagnostics;
using System.Globalization;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>A <c>./dev</c> command as a process of its own.</summary>
internal sealed class DevRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private DevRun(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public static DevRun Start(string data, int port, params string[] command)
    {
        var start = new ProcessStartInfo(Repository.DotNet, [Repository.Assembly("Dev"), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[DevSettings.DataVariable] = data;
        start.Environment[DevSettings.PortVariable] = port.ToString(CultureInfo.InvariantCulture);
        return new DevRun(Process.Start(start)!);
    }

    /// <returns>Its exit code, and what it printed on both streams.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string data, int port, params string[] command)
    {
        using DevRun run = Start(data, port, command);
        return await run.FinishAsync();
    }

    public async Task<(int ExitCode, string Output)> FinishAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, await _output + await _errors);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
