namespace Footfall.Simulation.Schedule;

/// <summary>Something that happens at one moment.</summary>
/// <param name="What">For the list of steps.</param>
/// <param name="Where">The process that it happens in; null for a server, which has no such life.</param>
/// <param name="Run">The step; everything that follows at once runs within it.</param>
internal readonly record struct Step(string What, SimulatedProcess? Where, Action Run);
