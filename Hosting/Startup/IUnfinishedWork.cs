namespace Footfall.Startup;

/// <summary>Part of a host that can describe its unfinished work, or what may keep other parts from stopping.</summary>
public interface IUnfinishedWork
{
    /// <summary>Returns the unfinished work, clauses without full stops; null when all is done.</summary>
    string? Describe();
}
