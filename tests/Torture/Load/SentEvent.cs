namespace Footfall.Torture.Load;

/// <summary>An event that a client has sent, and what it knows of it. Written by its one client.</summary>
/// <param name="Number">Its user id in the database is <c>e</c> and this number.</param>
/// <param name="SiteId">Its site.</param>
/// <param name="HasId">Whether it had an event_id, and so could be sent again.</param>
internal sealed record SentEvent(int Number, string SiteId, bool HasId)
{
    private List<string>? _failures;

    /// <summary>When a 202 came for it, since the start of the run; null when none did.</summary>
    public TimeSpan? ConfirmedAt { get; set; }

    /// <summary>The attempts that were not confirmed: when they began, and what came of them.</summary>
    public IReadOnlyList<string> Failures => _failures ?? [];

    public void AddFailure(string failure) => (_failures ??= []).Add(failure);
}
