namespace Footfall.Limits;

/// <summary>What became of a wish to send.</summary>
internal enum RateState
{
    /// <summary>It may go on.</summary>
    Allowed,

    /// <summary>It may go on, and its sender should know that little is left.</summary>
    NearLimit,

    /// <summary>It may not, and counts for nothing.</summary>
    Exceeded,
}
