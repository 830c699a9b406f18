namespace Footfall.Torture.Load;

/// <summary>An event sent by a client, and the outcome known to it. Written only by its own client.</summary>
/// <param name="Number">The event's number; its row has it as <c>engaged_ms</c>, which no figure counts.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="HasId">Whether it had an event_id and so could be repeated.</param>
/// <param name="Type">Its type.</param>
/// <param name="Path">Its path.</param>
/// <param name="Visitor">Who caused it.</param>
/// <param name="Timestamp">When it happened, UTC, in whole microseconds.</param>
internal sealed record SentEvent(int Number, string SiteId, bool HasId, string Type, string Path, SentVisitor Visitor, DateTime Timestamp)
{
    private List<string>? _failures;

    /// <summary>The time of its 202 since the start of the run; null if there was none.</summary>
    public TimeSpan? ConfirmedAt { get; set; }

    /// <summary>The attempts that were not confirmed: their start times and outcomes.</summary>
    public IReadOnlyList<string> Failures => _failures ?? [];

    public void AddFailure(string failure) => (_failures ??= []).Add(failure);
}
