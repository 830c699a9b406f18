namespace Footfall.Simulation.Redis;

/// <summary>The error reply of a command.</summary>
internal sealed class RedisCommandException(string message) : Exception(message);
