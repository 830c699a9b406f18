namespace Footfall.Simulation.Schedule;

/// <summary>A host that can be killed or frozen. What it had sent continues without it; responses wait, or are dropped.</summary>
internal class SimulatedProcess(string name)
{
    public string Name { get; } = name;

    public bool IsAlive { get; private set; } = true;

    public bool IsFrozen { get; set; }

    public bool CanRun => IsAlive && !IsFrozen;

    public virtual void Kill() => IsAlive = false;
}
