using System.Collections.Concurrent;
using System.Diagnostics;
using HdrHistogram;

namespace Footfall.LoadGenerator;

/// <summary>
/// Sends events over many connections. With a rate, each request has a moment at which it is meant to go out, and its
/// latency counts from there: a slow answer makes those behind it late too, and shows (no coordinated omission).
/// </summary>
internal sealed class LoadRun(LoadOptions options)
{
    /// <summary>One minute, in microseconds.</summary>
    private const long LongestLatency = 60_000_000;
    private const int Digits = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly ZipfSites _sites = new(options.Sites, options.Skew);
    private readonly ConcurrentDictionary<int, long> _requests = new();
    private readonly LongConcurrentHistogram _latency = new(1, LongestLatency, Digits);
    private long _next;
    private long _confirmed;
    private long _sent;

    /// <summary>Events confirmed until now.</summary>
    public long Confirmed => Volatile.Read(ref _confirmed);

    public async Task<LoadResult> RunAsync(CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, options.Connections).Select(connection => Task.Run(() => SendAllAsync(connection, start, cancellation), CancellationToken.None)));
        return new LoadResult(_confirmed, _sent - _confirmed, _requests, Stopwatch.GetElapsedTime(start), _latency);
    }

    private async Task SendAllAsync(int seed, long start, CancellationToken cancellation)
    {
        var writer = new RequestWriter(options, _sites, seed);
        using var connection = new HttpConnection(options.Url);
        while (!cancellation.IsCancellationRequested)
        {
            long first = Interlocked.Add(ref _next, options.Batch) - options.Batch;
            TimeSpan intended = options.Rate is { } rate ? TimeSpan.FromSeconds(first / rate) : Stopwatch.GetElapsedTime(start);
            int count = (int)Math.Min(options.Batch, options.Events - first);
            if (count <= 0 || intended >= options.Length)
            {
                return;
            }

            TimeSpan early = intended - Stopwatch.GetElapsedTime(start);
            if (early > TimeSpan.Zero)
            {
                await Task.Delay(early, CancellationToken.None);
            }

            await SendAsync(connection, writer.Write(first, count), count, start, intended);
        }
    }

    private async Task SendAsync(HttpConnection connection, ReadOnlyMemory<byte> request, int count, long start, TimeSpan intended)
    {
        using var patience = new CancellationTokenSource(Patience);
        int status = await connection.SendAsync(request, patience.Token);
        Interlocked.Add(ref _sent, count);
        _requests.AddOrUpdate(status, 1, (_, requests) => requests + 1);
        if (status == 202)
        {
            Interlocked.Add(ref _confirmed, count);
            _latency.RecordValue(Math.Clamp((long)(Stopwatch.GetElapsedTime(start) - intended).TotalMicroseconds, 1, LongestLatency));
        }
    }
}
