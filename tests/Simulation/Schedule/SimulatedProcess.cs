namespace Footfall.Simulation.Schedule;

/// <summary>A host that can be killed or frozen. What it had sent goes on without it; what comes back waits, or is never heard.</summary>
internal class SimulatedProcess(string name)
{
    public string Name { get; } = name;

    public bool IsAlive { get; private set; } = true;

    public bool IsFrozen { get; set; }

    public bool CanRun => IsAlive && !IsFrozen;

    public virtual void Kill() => IsAlive = false;
}
