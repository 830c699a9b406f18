namespace Footfall.Stats;

/// <summary>How statistics are rolled up. Section <c>RollUp</c>.</summary>
public sealed class RollUpOptions
{
    public const string Section = "RollUp";

    /// <summary>
    /// Events of a site after which its roll-ups are brought up to date. Default: 5,000. A smaller value makes the first answer
    /// after a commit faster, because it reads the events that are not rolled up yet; a larger one writes less.
    /// </summary>
    public int Events { get; set; } = 5_000;
}
