namespace Footfall.Limits;

/// <summary>What became of a wish to send.</summary>
internal enum RateState
{
    /// <summary>It may go on.</summary>
    Ample,

    /// <summary>It may go on, and its sender should know that little is left.</summary>
    Low,

    /// <summary>It may not, and counts for nothing.</summary>
    Over,
}
