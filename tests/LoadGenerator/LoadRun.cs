using System.Diagnostics;
using System.Threading.Channels;
using HdrHistogram;

namespace Footfall.LoadGenerator;

/// <summary>
/// Sends events over many connections. With a rate, each request has an intended send time from which its latency counts,
/// so that a slow response also shows in the latency of the requests behind it (no coordinated omission).
/// </summary>
internal sealed class LoadRun(LoadOptions options)
{
    /// <summary>One minute, in microseconds.</summary>
    private const long MaxLatency = 60_000_000;
    private const int Digits = 3;

    private static readonly TimeSpan RetryTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan PatienceStep = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PaceStep = TimeSpan.FromMilliseconds(1);

    /// <summary>One more than the highest HTTP status.</summary>
    private const int Statuses = 1000;

    private readonly ZipfSites _sites = new(options.Sites, options.Skew);
    private readonly HttpConnection[] _connections =
        [.. Enumerable.Range(0, options.Connections).Select(_ => new HttpConnection(options.Url))];

    /// <summary>Requests by status.</summary>
    private readonly long[] _requests = new long[Statuses];
    private readonly LongConcurrentHistogram _latency = new(1, MaxLatency, Digits);
    private long _start;
    private long _next;
    private long _confirmed;
    private long _sent;

    /// <summary>Events confirmed so far.</summary>
    public long Confirmed => Volatile.Read(ref _confirmed);

    public async Task<LoadResult> RunAsync(CancellationToken cancellation = default)
    {
        _start = Stopwatch.GetTimestamp();
        Channel<TimedRequest>? due = options.Rate is { } rate ? StartPace(rate, cancellation) : null;
        await using (new Timer(_ => GiveUpWhatHangs(), null, PatienceStep, PatienceStep))
        {
            await Task.WhenAll(_connections.Select(
                (connection, seed) => Task.Run(() => SendAllAsync(connection, seed, due?.Reader, cancellation), CancellationToken.None)));
        }

        return new LoadResult(_confirmed, _sent - _confirmed, CountByStatus(), Elapsed, _latency);
    }

    private TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Emits each request at its intended time, on its own thread, because the pool's timers are late when it is busy.</summary>
    private Channel<TimedRequest> StartPace(double rate, CancellationToken cancellation)
    {
        var due = Channel.CreateUnbounded<TimedRequest>(new UnboundedChannelOptions { SingleWriter = true });
        var pace = new Thread(() =>
        {
            while (!cancellation.IsCancellationRequested && Next(first => TimeSpan.FromSeconds(first / rate)) is { } request)
            {
                while (Elapsed < request.Intended)
                {
                    Thread.Sleep(PaceStep);
                }

                due.Writer.TryWrite(request);
            }

            due.Writer.Complete();
        });
        pace.Start();
        return due;
    }

    private async Task SendAllAsync(HttpConnection connection, int seed, ChannelReader<TimedRequest>? due, CancellationToken cancellation)
    {
        var writer = new RequestWriter(options, _sites, seed);
        using HttpConnection closed = connection;
        if (due is not null)
        {
            await foreach (TimedRequest request in due.ReadAllAsync(CancellationToken.None))
            {
                await SendAsync(connection, writer, request);
            }
        }
        else
        {
            while (!cancellation.IsCancellationRequested && Next(_ => Elapsed) is { } request)
            {
                await SendAsync(connection, writer, request);
            }
        }
    }

    /// <summary>Returns the next request; null once the number of events or the duration is reached.</summary>
    private TimedRequest? Next(Func<long, TimeSpan> intend)
    {
        long first = Interlocked.Add(ref _next, options.Batch) - options.Batch;
        var request = new TimedRequest(first, (int)Math.Min(options.Batch, options.Events - first), intend(first));
        return request.Count > 0 && request.Intended < options.Length ? request : null;
    }

    private async Task SendAsync(HttpConnection connection, RequestWriter writer, TimedRequest request)
    {
        int status = await connection.SendAsync(writer.Write(request.First, request.Count));
        Interlocked.Add(ref _sent, request.Count);
        Interlocked.Increment(ref _requests[status]);
        if (status == 202)
        {
            Interlocked.Add(ref _confirmed, request.Count);
            if (request.Intended >= options.WarmUp)
            {
                _latency.RecordValue(Math.Clamp((long)(Elapsed - request.Intended).TotalMicroseconds, 1, MaxLatency));
            }
        }
    }

    private void GiveUpWhatHangs()
    {
        foreach (HttpConnection connection in _connections)
        {
            connection.GiveUpAfter(RetryTimeout);
        }
    }

    private Dictionary<int, long> CountByStatus() =>
        _requests.Index().Where(status => status.Item > 0).ToDictionary(status => status.Index, status => status.Item);

    /// <param name="First">The number of its first event.</param>
    /// <param name="Count">The number of events.</param>
    /// <param name="Intended">The intended send time, from the start.</param>
    private readonly record struct TimedRequest(long First, int Count, TimeSpan Intended);
}
