namespace Footfall.Simulation.Faults;

/// <summary>Faults besides lost and late messages.</summary>
internal enum FaultKind
{
    SiloKill,
    SiloFreeze,
    GatewayKill,
    Deactivation,
    RedisRestart,
    RedisEmptied,
    RedisRestored,
    RedisFailover,
    RedisShortResync,
    RedisClockStep,
    RedisFull,
    EnqueueError,
    RedisOutage,
    StoreCrash,
    StoreOutage,
    StoreRestored,
    StandbyLost,
    Pause,
}
