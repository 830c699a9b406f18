using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Footfall.Integration.Operator;

/// <summary>Listens to an operator's live stream, as a page does.</summary>
internal sealed class LiveViewer : IAsyncDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _listening;
    private readonly string _event;
    private volatile string _latest = "";

    private LiveViewer(Uri address, string path, string eventType)
    {
        _event = eventType;
        _listening = ListenAsync(new Uri(address, path));
    }

    /// <summary>The latest data of the events of the given type; empty before the first one, and once the stream has ended.</summary>
    public string Latest => _latest;

    public static LiveViewer Open(Uri gateway, string path, string eventType) => new(gateway, path, eventType);

    /// <summary>Returns a number in the latest data; null if there is none.</summary>
    /// <param name="path">Names of the properties that lead to it.</param>
    public double? Number(params string[] path)
    {
        if (_latest.Length == 0)
        {
            return null;
        }

        using JsonDocument json = JsonDocument.Parse(_latest);
        JsonElement element = path.Aggregate(json.RootElement, (parent, name) => parent.GetProperty(name));
        return element.ValueKind == JsonValueKind.Number ? element.GetDouble() : null;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
    }

    private async Task ListenAsync(Uri address)
    {
        try
        {
            await using Stream stream = await _http.GetStreamAsync(address, _stop.Token);
            await foreach (SseItem<string> item in SseParser.Create(stream).EnumerateAsync(_stop.Token))
            {
                if (item.EventType == _event)
                {
                    _latest = item.Data;
                }
            }
        }
        finally
        {
            _latest = "";
        }
    }
}
