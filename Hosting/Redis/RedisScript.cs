using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;
using StackExchange.Redis.Availability;

namespace Footfall.Redis;

/// <summary>One server-side script, sent by its hash; a server that does not know it gets its text once.</summary>
internal sealed class RedisScript
{
    private readonly string _text;
    private readonly byte[] _hash;

    /// <param name="fileName">Name of the embedded file, such as <c>claim.lua</c>.</param>
    public RedisScript(string fileName)
    {
        using Stream stream = typeof(RedisScript).Assembly.GetManifestResourceStream(fileName)
            ?? throw new InvalidOperationException($"The script {fileName} is not embedded.");
        using var reader = new StreamReader(stream);
        _text = reader.ReadToEnd();
        _hash = HashOf(_text);
    }

    /// <summary>Runs on the master. A failure's outcome is unknown unless <see cref="WasNotExecuted"/> returns true for it.</summary>
    public async Task<RedisResult> RunAsync(IDatabase database, RedisKey[] keys, RedisValue[] arguments)
    {
        try
        {
            return await database.ScriptEvaluateAsync(_hash, keys, arguments, CommandFlags.DemandMaster).ConfigureAwait(false);
        }
        catch (RedisServerException e) when (e.Kind == RedisErrorKind.NoScript)
        {
            return await database.ScriptEvaluateAsync(_text, keys, arguments, CommandFlags.DemandMaster).ConfigureAwait(false);
        }
    }

    /// <summary>Runs a script without keys on one server, whatever its role. Sent as text, because it is short.</summary>
    public Task<RedisResult> RunAsync(IServer server) => server.ExecuteAsync("EVAL", _text, 0);

    /// <summary>
    /// Returns true when the server certainly ran nothing: the command was never sent, or was rejected before it began
    /// (loading, read-only, moved slot, out of memory…). Everything else, a time-out above all, may have run.
    /// </summary>
    /// <remarks>
    /// The client cannot know the last two: a script with a <c>#!lua</c> line hits out-of-memory before it begins
    /// or not at all, and none of ours runs another by its hash.
    /// </remarks>
    public static bool WasNotExecuted(Exception failure) => new FaultContext(failure).NotApplied
        || failure is RedisServerException { Kind: RedisErrorKind.OutOfMemory or RedisErrorKind.NoScript };

    [SuppressMessage("Security", "CA5350", Justification = "Redis names scripts by SHA-1; nothing is protected by it.")]
    private static byte[] HashOf(string text) => SHA1.HashData(Encoding.UTF8.GetBytes(text));
}
