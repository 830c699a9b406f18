using System.Diagnostics;
using System.Globalization;
using System.Text;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>A <c>./dev</c> command in its own process.</summary>
internal sealed class DevRun : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly Process _process;

    /// <summary>Written by the threads that read the two streams; also the lock.</summary>
    private readonly StringBuilder _output = new();

    private DevRun(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Its output so far, on both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    public static DevRun Start(string data, int port, params string[] command) => StartIn(Repository.Root, data, port, command);

    /// <param name="root">The working copy whose build to run.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="port">The gateway's port.</param>
    /// <param name="command">The command.</param>
    public static DevRun StartIn(string root, string data, int port, params string[] command)
    {
        var start = new ProcessStartInfo(Repository.DotNet, [Repository.Assembly("Dev", root), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[DevSettings.DataVariable] = data;
        start.Environment[DevSettings.PortVariable] = port.ToString(CultureInfo.InvariantCulture);
        return new DevRun(start);
    }

    /// <returns>Its exit code, and its output on both streams.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(string data, int port, params string[] command)
    {
        using DevRun run = Start(data, port, command);
        return await run.FinishAsync();
    }

    public async Task<(int ExitCode, string Output)> FinishAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return (_process.ExitCode, Output);
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private void Append(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Append(line).Append('\n');
            }
        }
    }
}
