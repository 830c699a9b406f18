namespace Footfall.Simulation.Faults;

/// <summary>What goes wrong besides lost and late messages.</summary>
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
