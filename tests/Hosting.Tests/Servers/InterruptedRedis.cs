using System.Reflection;
using System.Runtime.ExceptionServices;
using StackExchange.Redis;

namespace Footfall.Servers;

/// <summary>A connection to Redis that a test interrupts before its commands, to decide what happens between two of them.</summary>
public class InterruptedRedis : DispatchProxy
{
    private static readonly MethodInfo AnswerMethod = typeof(InterruptedRedis).GetMethod(nameof(AnswerAsync), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private object _redis = null!;
    private Func<int, Task> _interrupt = null!;
    private int _commands;

    /// <param name="redis">The connection that runs the commands.</param>
    /// <param name="interrupt">The callback before each command; receives the number of earlier commands.</param>
    public static IConnectionMultiplexer Create(IConnectionMultiplexer redis, Func<int, Task> interrupt)
    {
        IDatabase database = Create<IDatabase, InterruptedRedis>();
        ((InterruptedRedis)(object)database)._redis = redis.GetDatabase();
        ((InterruptedRedis)(object)database)._interrupt = interrupt;
        IConnectionMultiplexer connection = Create<IConnectionMultiplexer, InterruptedRedis>();
        ((InterruptedRedis)(object)connection)._redis = database;
        return connection;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IConnectionMultiplexer.GetDatabase))
        {
            return _redis;
        }

        return AnswerMethod.MakeGenericMethod(targetMethod.ReturnType.GenericTypeArguments.Single()).Invoke(this, [targetMethod, args]);
    }

    private async Task<T> AnswerAsync<T>(MethodInfo command, object?[] arguments)
    {
        await _interrupt(_commands++);
        try
        {
            return await (Task<T>)command.Invoke(_redis, arguments)!;
        }
        catch (TargetInvocationException e)
        {
            ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }
}
