using System.Diagnostics;
using Footfall.Dev.Servers;

namespace Footfall.Dev.Commands;

/// <summary>Builds hosts in the folder that they are started from. One compiler server serves all builds until this is disposed.</summary>
internal sealed class HostBuild : IDisposable
{
    private readonly string _compiler = $"footfall-watch-{Environment.ProcessId}";

    /// <returns>True when all were built; otherwise the compiler's errors were printed.</returns>
    public async Task<bool> RunAsync(IReadOnlySet<HostKind> hosts, CancellationToken cancellation)
    {
        foreach (HostKind host in hosts.Order())
        {
            string project = HostSources.Folders[host][0];
            if (!await RunAsync(Path.Combine(Repository.Root, project, project + ".csproj"), cancellation))
            {
                return false;
            }
        }

        return true;
    }

    public void Dispose()
    {
        using Process process = Process.Start("pkill", ["-f", "--", "-pipename:" + _compiler]);
        process.WaitForExit();
    }

    private async Task<bool> RunAsync(string project, CancellationToken cancellation)
    {
        // The same lock, options and compiler as in ./dev, so that two builds never write the same files.
        string artifacts = Directory.CreateDirectory(Path.Combine(Repository.Root, "artifacts")).FullName;
        using var process = Process.Start(new ProcessStartInfo(
            "flock",
            [
                Path.Combine(artifacts, "dev.lock"), Repository.DotNet, "build", project, "-c", Repository.Configuration, "--nologo", "-v", "quiet",
                "-clp:ErrorsOnly;NoSummary", "-nodeReuse:false", "-p:SharedCompilationId=" + _compiler, "-p:RunAnalyzers=false",
            ])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string[]> output = Task.WhenAll(process.StandardOutput.ReadToEndAsync(CancellationToken.None), process.StandardError.ReadToEndAsync(CancellationToken.None));
        try
        {
            await process.WaitForExitAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
        {
            await ErrorText.WriteLineAsync(string.Concat(await output).Trim());
        }

        return process.ExitCode == 0;
    }
}
