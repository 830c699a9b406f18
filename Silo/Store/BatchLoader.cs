using System.Threading.Channels;
using Footfall.Drain;

namespace Footfall.Store;

/// <summary>
/// Loads the stored state of many sites in few queries: requests that arrive while queries are in progress share the
/// next one. So a silo that takes over many sites at once needs few queries and connections.
/// </summary>
/// <typeparam name="TSite">What to load for one site.</typeparam>
/// <typeparam name="TState">The stored state of a site.</typeparam>
internal sealed class BatchLoader<TSite, TState> : IAsyncDisposable
{
    private readonly Channel<Load> _waiting = Channel.CreateUnbounded<Load>();
    private readonly Func<IReadOnlyList<TSite>, Task<TState[]>> _read;
    private readonly StoreAvailability _availability;
    private readonly int _sitesPerQuery;
    private readonly Task _workers;

    /// <param name="read">Queries several sites at once, and returns as many states in the same order.</param>
    /// <param name="queries">Number of parallel queries.</param>
    /// <param name="sitesPerQuery">Maximum number of sites per query.</param>
    /// <param name="availability">Receives every failure.</param>
    public BatchLoader(Func<IReadOnlyList<TSite>, Task<TState[]>> read, int queries, int sitesPerQuery, StoreAvailability availability)
    {
        _read = read;
        _availability = availability;
        _sitesPerQuery = sitesPerQuery;
        _workers = Task.WhenAll(Enumerable.Range(0, queries).Select(_ => Task.Run(WorkAsync)).ToArray());
    }

    /// <exception cref="StoreUnavailableException">PostgreSQL did not answer, or the silo is stopping.</exception>
    public Task<TState> LoadAsync(TSite site)
    {
        var load = new Load(site);
        return _waiting.Writer.TryWrite(load)
            ? load.State.Task
            : throw new StoreUnavailableException("The silo is stopping.", new ObjectDisposedException(nameof(BatchLoader<,>)));
    }

    public async ValueTask DisposeAsync()
    {
        _waiting.Writer.TryComplete();
        await _workers;
    }

    private async Task WorkAsync()
    {
        var group = new List<Load>();
        while (await _waiting.Reader.WaitToReadAsync())
        {
            group.Clear();
            while (group.Count < _sitesPerQuery && _waiting.Reader.TryRead(out Load? load))
            {
                group.Add(load);
            }

            // Another worker may have been faster.
            if (group.Count > 0)
            {
                await AnswerAsync(group);
            }
        }
    }

    private async Task AnswerAsync(List<Load> group)
    {
        try
        {
            TState[] states = await _read(group.ConvertAll(load => load.Site));
            for (int i = 0; i < group.Count; i++)
            {
                group[i].State.SetResult(states[i]);
            }
        }
        catch (Exception e)
        {
            _availability.Report(e);
            foreach (Load load in group)
            {
                load.State.TrySetException(new StoreUnavailableException("The site's stored state could not be read.", e));
            }
        }
    }

    private sealed class Load(TSite site)
    {
        public TSite Site { get; } = site;

        public TaskCompletionSource<TState> State { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
