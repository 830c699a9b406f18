namespace Footfall.Startup;

/// <summary>Part of a host that takes its time to stop, and can tell what it has not done yet.</summary>
public interface IUnfinishedWork
{
    /// <summary>What is not done, a clause without a full stop; null when all is.</summary>
    string? Describe();
}
