namespace Footfall.Simulation.Schedule;

/// <summary>Something that happens at one moment.</summary>
/// <param name="What">The description in the list of steps.</param>
/// <param name="Where">The process that it happens in; null for a server, which has no such life cycle.</param>
/// <param name="Run">The step, including everything that follows at once.</param>
internal readonly record struct Step(string What, SimulatedProcess? Where, Action Run);
