namespace Footfall.Health;

/// <summary>A way in which a running host can fail at its work, and the words for it.</summary>
/// <param name="Check">The check of <c>/health/ready</c> that reports it, such as <c>postgres</c>.</param>
/// <param name="Problem">What fails, a sentence without its full stop: <c>PostgreSQL stores no events</c>.</param>
/// <param name="Consequence">What follows and what happens next, a whole sentence.</param>
/// <param name="Recovery">What is logged when it is over, a whole sentence.</param>
/// <param name="IsUnready">True when the host cannot do its work meanwhile: <c>/health/ready</c> is answered 503.</param>
public sealed record FaultKind(string Check, string Problem, string Consequence, string Recovery, bool IsUnready = true)
{
    /// <summary>After how long without a further failure it counts as over, where success may be seen by another host only. Default: never.</summary>
    public TimeSpan? Expiry { get; init; }
}
