using System.Reflection;
using System.Text;
using Footfall.Simulation.Schedule;
using StackExchange.Redis;

namespace Footfall.Simulation.Redis;

/// <summary>One host's client of the simulated Redis: the few methods of the client library that the queue calls.</summary>
/// <remarks>Public and not sealed, because its proxies derive from it.</remarks>
public class RedisProxy : DispatchProxy
{
    private SimulatedProcess _owner = null!;
    private SimulatedRedis _server = null!;
    private IDatabase _database = null!;

    internal static IConnectionMultiplexer Connect(SimulatedRedis server, SimulatedProcess owner)
    {
        IDatabase database = Create<IDatabase, RedisProxy>();
        ((RedisProxy)database).Set(server, owner, database);
        IConnectionMultiplexer connection = Create<IConnectionMultiplexer, RedisProxy>();
        ((RedisProxy)connection).Set(server, owner, database);
        return connection;
    }

    /// <inheritdoc/>
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod!.Name switch
    {
        nameof(IConnectionMultiplexer.GetDatabase) => _database,
        nameof(IDatabase.IsConnected) => _server.Network.IsUp,
        nameof(IDatabase.ScriptEvaluateAsync) => EvaluateAsync((byte[])args![0]!, (RedisKey[])args[1]!, (RedisValue[])args[2]!),
        nameof(IDatabase.StreamRangeAsync) => RangeAsync((RedisKey)args![0]!, (RedisValue)args[1]!, (int)args[3]!),
        _ => throw new NotSupportedException($"The simulation knows no {targetMethod}."),
    };

    private void Set(SimulatedRedis server, SimulatedProcess owner, IDatabase database)
    {
        _server = server;
        _owner = owner;
        _database = database;
    }

    private Task<RedisResult> EvaluateAsync(byte[] hash, RedisKey[] keys, RedisValue[] arguments)
    {
        string name = Convert.ToHexString(hash);
        string[] texts = Array.ConvertAll(keys, key => Encoding.Latin1.GetString((byte[])key!));
        string[] values = Array.ConvertAll(arguments, argument => Encoding.Latin1.GetString((byte[])argument!));
        return _server.Network.CallAsync(_owner, _server.NameOf(name), () => ToResult(_server.Evaluate(name, texts, values)));
    }

    private Task<StreamEntry[]> RangeAsync(RedisKey key, RedisValue after, int count) =>
        _server.Network.CallAsync(_owner, "XRANGE", () => _server.Range(key!, after!, count));

    private static RedisResult ToResult(object? reply) => reply switch
    {
        long number => RedisResult.Create(number, ResultType.Integer),
        string text => RedisResult.Create(Encoding.Latin1.GetBytes(text), ResultType.BulkString),
        object?[] items => RedisResult.Create(Array.ConvertAll(items, ToResult)),
        _ => RedisResult.Create(RedisValue.Null),
    };
}
