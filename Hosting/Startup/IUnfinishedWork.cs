namespace Footfall.Startup;

/// <summary>Part of a host that takes time to stop, and can describe its unfinished work.</summary>
public interface IUnfinishedWork
{
    /// <summary>Returns the unfinished work, a clause without a full stop; null when all is done.</summary>
    string? Describe();
}
