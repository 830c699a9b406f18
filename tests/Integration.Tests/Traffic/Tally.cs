using System.Collections.Concurrent;

namespace Footfall.Integration.Traffic;

/// <summary>The events sent, grouped by the gateway's response. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentBag<SentEvent> _accepted = [];
    private readonly ConcurrentBag<SentEvent> _unconfirmed = [];
    private readonly ConcurrentDictionary<int, int> _statuses = new();

    /// <summary>Answered 202: must be counted once.</summary>
    public IReadOnlyCollection<SentEvent> Accepted => _accepted;

    /// <summary>Not answered, or 503: may be counted once, or not at all.</summary>
    public IReadOnlyCollection<SentEvent> Unconfirmed => _unconfirmed;

    public IEnumerable<string> Sites => _accepted.Concat(_unconfirmed).Select(sent => sent.Site).Distinct();

    /// <summary>Returns the number of responses with this status.</summary>
    public int Count(int status) => _statuses.GetValueOrDefault(status);

    public void Add(SentEvent sent, GatewayResponse response)
    {
        _statuses.AddOrUpdate(response.Status, 1, (_, count) => count + 1);
        (response.IsAccepted ? _accepted : _unconfirmed).Add(sent);
    }

    public override string ToString() =>
        string.Join(", ", _statuses.OrderBy(status => status.Key).Select(status => $"{status.Value} × {status.Key}"));
}
