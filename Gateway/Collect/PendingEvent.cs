using Footfall.Queue;

namespace Footfall.Collect;

/// <summary>An event on its way to Redis: the micro-batch that has it, and which of its entries; or why it was not taken.</summary>
internal readonly struct PendingEvent
{
    private readonly MicroBatch? _batch;
    private readonly int _entry;

    public PendingEvent(MicroBatch batch, int entry)
    {
        _batch = batch;
        _entry = entry;
    }

    /// <summary>One that this gateway has no room for.</summary>
    public static PendingEvent Overloaded => default;

    /// <summary>Completes when Redis has answered for it.</summary>
    public async ValueTask<CollectOutcome> OutcomeAsync() => _batch is null ? CollectOutcome.Overloaded : (await _batch.Outcomes)[_entry] switch
    {
        EnqueueOutcome.Accepted => CollectOutcome.Accepted,
        EnqueueOutcome.SiteFull => CollectOutcome.SiteFull,
        EnqueueOutcome.Unknown => CollectOutcome.Unknown,
        _ => CollectOutcome.Unavailable,
    };
}
