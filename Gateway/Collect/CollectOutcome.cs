namespace Footfall.Collect;

/// <summary>What became of an event that passed the checks.</summary>
internal enum CollectOutcome
{
    /// <summary>It is in Redis.</summary>
    Accepted,

    /// <summary>Its site has as much waiting as it may.</summary>
    SiteFull,

    /// <summary>This gateway holds as much as it may; it was not taken.</summary>
    Overloaded,

    /// <summary>Redis did not take it.</summary>
    Unavailable,

    /// <summary>Nobody knows whether Redis took it.</summary>
    Unknown,
}
