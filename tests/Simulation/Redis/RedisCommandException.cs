namespace Footfall.Simulation.Redis;

/// <summary>A command's error answer.</summary>
internal sealed class RedisCommandException(string message) : Exception(message);
