namespace Footfall.Limits;

/// <summary>The outcome of acquiring a rate limit.</summary>
internal enum RateState
{
    /// <summary>The request may proceed.</summary>
    Allowed,

    /// <summary>The request may proceed, and its sender should know that little is left.</summary>
    NearLimit,

    /// <summary>The request is refused, and counts for nothing.</summary>
    Exceeded,
}
