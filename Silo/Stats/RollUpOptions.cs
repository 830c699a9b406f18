namespace Footfall.Stats;

/// <summary>How statistics are summed up. Section <c>RollUp</c>.</summary>
public sealed class RollUpOptions
{
    public const string Section = "RollUp";

    /// <summary>
    /// Events of a site after which its sums are brought up to date. Default: 5,000. Fewer make the first answer after
    /// a commit faster, since it reads the events that are not summed up yet, at the price of more writes.
    /// </summary>
    public int Events { get; set; } = 5_000;
}
