namespace Footfall.Operator;

/// <summary>What became of a site's grain that was to be moved.</summary>
public enum MoveOutcome
{
    /// <summary>It lives on the silo that was named.</summary>
    Done,

    /// <summary>There is no active silo of that name.</summary>
    NoSuchSilo,

    /// <summary>It did not get there in time; it goes on where it is.</summary>
    NotThere,
}
