namespace Footfall.Balance;

/// <summary>How silos share the sites. Section <c>Balance</c>.</summary>
public sealed class BalanceOptions
{
    public const string Section = "Balance";

    /// <summary>
    /// Whether silos that store more than others hand sites over. Default: true. With false a site stays where it is, and a new
    /// silo gets only sites that were inactive.
    /// </summary>
    public bool Enabled { get; set; } = true;
}
