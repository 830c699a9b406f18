namespace Footfall.Collect;

/// <summary>An event on its way to Redis: the entry that has it, or why it was not taken.</summary>
internal readonly struct PendingEvent
{
    private static readonly Task<CollectOutcome> OverloadedOutcome = Task.FromResult(CollectOutcome.Overloaded);

    private readonly Task<CollectOutcome>? _outcome;

    public PendingEvent(PendingEntry entry) => _outcome = entry.Outcome;

    /// <summary>One that this gateway has no room for.</summary>
    public static PendingEvent Overloaded => default;

    /// <summary>Completes when Redis has answered for it.</summary>
    public Task<CollectOutcome> OutcomeAsync() => _outcome ?? OverloadedOutcome;
}
