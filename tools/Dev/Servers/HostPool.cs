using System.Net.Http.Json;
using Footfall.Dev.Processes;

namespace Footfall.Dev.Servers;

/// <summary>
/// A process that runs hosts of several installations, for tests: compiling a host's code anew takes most of the time of its
/// start and of its first requests. Hosts in it cannot be killed or frozen, and share what a process has only once: standard
/// output, variables, meters of libraries. Safe for concurrent use.
/// </summary>
public sealed class HostPool : IAsyncDisposable
{
    private const string Name = "host-pool";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly ServerFolder _folder;
    private readonly ChildProcess _process;
    private readonly HttpClient _client;

    private HostPool(ServerFolder folder, ChildProcess process, Uri address)
    {
        _folder = folder;
        _process = process;
        _client = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
    }

    internal int Id => _process.Id;

    /// <summary>Starts the process, without hosts.</summary>
    /// <exception cref="ServerFaultException">It has not been built, ended, or did not respond in time.</exception>
    public static async Task<HostPool> StartAsync(CancellationToken cancellation = default)
    {
        var folder = ServerFolder.Open(null);
        string assembly = Repository.Assembly("HostPool");
        string address = $"http://127.0.0.1:{FreePort.Take()}";
        ChildProcess process = ChildProcess.Start(new ChildProcessOptions
        {
            Name = Name,
            Directory = folder.Path,
            Program = Repository.DotNet,
            Arguments = [assembly, "--urls", address],
            WorkingDirectory = Path.GetDirectoryName(assembly)!,
            Address = address,
        });
        var pool = new HostPool(folder, process, new Uri(address));
        var ready = new Uri(pool._client.BaseAddress!, "/health/ready");
        bool isReady = await Poll.UntilAsync(
            async token => process.HasExited || await HttpProbe.AnswerAsync(ready, token) == HttpProbe.Ok, StartLimit, cancellation);
        if (!isReady || process.HasExited)
        {
            string tail = process.Log.Tail;
            await pool.DisposeAsync();
            throw new ServerFaultException($"The host pool did not start. {tail}");
        }

        return pool;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.KillAsync();
        _client.Dispose();
        _folder.DeleteIfTemporary();
    }

    internal IHostRun Start(HostProcessOptions options)
    {
        var log = new LogFile(Path.Combine(options.Directory, options.Name + ".log"));
        Task<int> id = StartAsync(options, log);
        return new PooledRun(this, id, log, ExitAsync(id));
    }

    internal async Task StopAsync(int id)
    {
        using HttpResponseMessage response = await _client.DeleteAsync($"/hosts/{id}");
        response.EnsureSuccessStatusCode();
    }

    private async Task<int> StartAsync(HostProcessOptions options, LogFile log)
    {
        using HttpResponseMessage response = await _client.PostAsJsonAsync("/hosts", new
        {
            Kind = options.Kind.ToString(),
            ContentRoot = Path.GetDirectoryName(Repository.Assembly(options.Kind.ToString())),
            Log = log.Path,
            Settings = options.Environment,
        });
        return await response.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<int>();
    }

    private async Task<int> ExitAsync(Task<int> id) => await _client.GetFromJsonAsync<int>($"/hosts/{await id}/exit");
}
