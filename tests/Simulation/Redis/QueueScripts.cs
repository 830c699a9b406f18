using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Footfall.Queue;
using KeraLua;

namespace Footfall.Simulation.Redis;

/// <summary>
/// Runs the product's own scripts in a Lua interpreter, which is Lua 5.4 whereas Redis has 5.1; they use nothing that
/// differs. One per thread, reused by successive schedules.
/// </summary>
internal sealed class QueueScripts : IDisposable
{
    /// <summary>As in Redis, call raises the error that pcall returns; in Lua, because Lua must not jump over managed frames.</summary>
    private const string Prelude = """
        redis = {}
        function redis.call(...)
          local ok, reply = run(...)
          if ok then return reply end
          error(reply, 0)
        end
        function redis.pcall(...)
          local ok, reply = run(...)
          if ok then return reply end
          return {err = reply}
        end
        """;

    private readonly Lua _lua = new(openLibs: true) { Encoding = Encoding.Latin1 };
    private readonly Dictionary<string, int> _functions = [];
    private readonly LuaFunction _run;
    private Func<string[], object?> _command = _ => null;

    /// <param name="mutate">A change of a script before it is loaded, by its file's name; for tests of the checker.</param>
    public QueueScripts(Func<string, string, string>? mutate = null)
    {
        _run = _ => Run();
        _lua.Register("run", _run);
        Check(_lua.DoString(Prelude));
        foreach (string name in typeof(QueueConsumer).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".lua", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(typeof(QueueConsumer).Assembly.GetManifestResourceStream(name)!);
            string text = reader.ReadToEnd();
            string body = text[text.IndexOf('\n', StringComparison.Ordinal)..];
            Check(_lua.DoString($"return function(KEYS, ARGV) {mutate?.Invoke(name, body) ?? body}\nend"));
            _functions.Add(HashOf(text), _lua.Ref(LuaRegistry.Index));
            NameByHash.Add(HashOf(text), name);
        }
    }

    /// <summary>File names by the hash that the product sends.</summary>
    public Dictionary<string, string> NameByHash { get; } = [];

    /// <param name="hash">The script's hash, in hexadecimal.</param>
    /// <param name="keys">KEYS.</param>
    /// <param name="arguments">ARGV.</param>
    /// <param name="command">The function that runs a command of the script.</param>
    /// <exception cref="RedisCommandException">The script failed; its effects until then remain.</exception>
    public object? Evaluate(string hash, string[] keys, string[] arguments, Func<string[], object?> command)
    {
        _command = command;
        _lua.RawGetInteger(LuaRegistry.Index, _functions[hash]);
        Push(keys);
        Push(arguments);
        LuaStatus status = _lua.PCall(2, 1, 0);
        object? reply = Pop();
        return status == LuaStatus.OK ? reply : throw new RedisCommandException($"{reply}");
    }

    public void Dispose() => _lua.Dispose();

    [SuppressMessage("Security", "CA5350", Justification = "Redis names scripts by SHA-1; nothing is protected by it.")]
    private static string HashOf(string text) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(text)));

    private void Check(bool failed)
    {
        if (failed)
        {
            throw new InvalidOperationException(_lua.ToString(-1));
        }
    }

    /// <summary>Runs a command of the current script, whose arguments are on the stack, and pushes success and reply.</summary>
    private int Run()
    {
        string[] command = new string[_lua.GetTop()];
        for (int i = 0; i < command.Length; i++)
        {
            command[i] = _lua.ToString(i + 1, false);
        }

        try
        {
            object? reply = _command(command);
            _lua.PushBoolean(true);
            Push(reply);
        }
        catch (RedisCommandException e)
        {
            _lua.PushBoolean(false);
            _lua.PushString(e.Message);
        }

        return 2;
    }

    private void Push(object? value)
    {
        switch (value)
        {
            case null:
                _lua.PushBoolean(false);
                break;
            case long number:
                _lua.PushInteger(number);
                break;
            case string text:
                _lua.PushString(text);
                break;
            case object?[] items:
                _lua.CreateTable(items.Length, 0);
                for (int i = 0; i < items.Length; i++)
                {
                    Push(items[i]);
                    _lua.RawSetInteger(-2, i + 1);
                }

                break;
            default:
                throw new InvalidOperationException($"No reply is a {value.GetType()}.");
        }
    }

    private object? Pop()
    {
        object? value = null;
        switch (_lua.Type(-1))
        {
            case LuaType.Number:
                value = _lua.IsInteger(-1) ? _lua.ToInteger(-1) : (long)_lua.ToNumber(-1);
                break;
            case LuaType.String:
                value = _lua.ToString(-1, false);
                break;
            case LuaType.Table:
                var items = new object?[_lua.RawLen(-1)];
                for (int i = 0; i < items.Length; i++)
                {
                    _lua.RawGetInteger(-1, i + 1);
                    items[i] = Pop();
                }

                value = items;
                break;
        }

        _lua.Pop(1);
        return value;
    }
}
