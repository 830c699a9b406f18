namespace Footfall.Torture.Load;

/// <summary>An event sent by a client, and the outcome known to it. Written only by its own client.</summary>
/// <param name="Number">The event's number; its user id in the database is <c>e</c> and this number.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="HasId">Whether it had an event_id and so could be repeated.</param>
internal sealed record SentEvent(int Number, string SiteId, bool HasId)
{
    private List<string>? _failures;

    /// <summary>The time of its 202 since the start of the run; null if there was none.</summary>
    public TimeSpan? ConfirmedAt { get; set; }

    /// <summary>The attempts that were not confirmed: their start times and outcomes.</summary>
    public IReadOnlyList<string> Failures => _failures ?? [];

    public void AddFailure(string failure) => (_failures ??= []).Add(failure);
}
