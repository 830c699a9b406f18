namespace Footfall.Operator;

/// <summary>Outcome of moving a site's grain.</summary>
public enum MoveOutcome
{
    /// <summary>The grain is on the requested silo.</summary>
    Done,

    /// <summary>No active silo has that name.</summary>
    NoSuchSilo,

    /// <summary>The grain did not get there in time; it continues where it is.</summary>
    NotThere,
}
