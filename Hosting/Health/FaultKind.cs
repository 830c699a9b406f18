namespace Footfall.Health;

/// <summary>A way in which a running host can fail, and the texts that describe it.</summary>
/// <param name="Check">The check of <c>/health/ready</c> that reports it, such as <c>postgres</c>.</param>
/// <param name="Problem">What fails, a sentence without its full stop: <c>PostgreSQL stores no events</c>.</param>
/// <param name="Consequence">What follows and what happens next, a complete sentence.</param>
/// <param name="Recovery">What is logged when the fault is over, a complete sentence.</param>
/// <param name="IsUnready">True when the host cannot do its work meanwhile: <c>/health/ready</c> returns 503.</param>
public sealed record FaultKind(string Check, string Problem, string Consequence, string Recovery, bool IsUnready = true)
{
    /// <summary>Time without a failure after which it counts as over, where only another host may see success. Default: never.</summary>
    public TimeSpan? Expiry { get; init; }
}
