namespace Footfall.Collect;

/// <summary>An event on its way to Redis: the entry that holds it, or the reason why it was not accepted.</summary>
internal readonly struct PendingEvent
{
    private static readonly Task<CollectOutcome> OverloadedOutcome = Task.FromResult(CollectOutcome.Overloaded);

    private readonly Task<CollectOutcome>? _outcome;

    public PendingEvent(PendingEntry entry) => _outcome = entry.Outcome;

    /// <summary>An event that this gateway has no room for.</summary>
    public static PendingEvent Overloaded => default;

    /// <summary>Completes when Redis has responded for the event.</summary>
    public Task<CollectOutcome> OutcomeAsync() => _outcome ?? OverloadedOutcome;
}
