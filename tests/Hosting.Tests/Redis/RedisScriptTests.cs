using StackExchange.Redis;

namespace Footfall.Redis;

public sealed class RedisScriptTests
{
    [Theory]
    [InlineData(RedisErrorKind.Ask)]
    [InlineData(RedisErrorKind.Busy)]
    [InlineData(RedisErrorKind.ClusterDown)]
    [InlineData(RedisErrorKind.Loading)]
    [InlineData(RedisErrorKind.MasterDown)]
    [InlineData(RedisErrorKind.Misconfigured)]
    [InlineData(RedisErrorKind.Moved)]
    [InlineData(RedisErrorKind.NoScript)]
    [InlineData(RedisErrorKind.OutOfMemory)]
    [InlineData(RedisErrorKind.ReadOnly)]
    [InlineData(RedisErrorKind.TryAgain)]
    public void Refusal_BeforeTheScriptBegan_WasNotExecuted(RedisErrorKind kind) =>
        Assert.True(RedisScript.WasNotExecuted(new RedisServerException(kind, CommandFlags.None, "")));

    [Theory]
    [InlineData(RedisErrorKind.UnknownError)]
    [InlineData(RedisErrorKind.WrongType)]
    [InlineData(RedisErrorKind.Timeout)]
    [InlineData(RedisErrorKind.ConnectionFault)]
    public void Failure_ThatCanComeInTheMiddle_MayHaveBeenExecuted(RedisErrorKind kind) =>
        Assert.False(RedisScript.WasNotExecuted(new RedisServerException(kind, CommandFlags.None, "")));

    [Fact]
    public void LostAnswer_MayHaveBeenExecuted()
    {
        Assert.False(RedisScript.WasNotExecuted(new RedisTimeoutException(CommandFlags.None, "", CommandStatus.Sent)));
        Assert.False(RedisScript.WasNotExecuted(
            new RedisConnectionException(ConnectionFailureType.SocketClosed, CommandFlags.None, "", null, CommandStatus.Sent)));
        Assert.False(RedisScript.WasNotExecuted(new TimeoutException()));
        Assert.False(RedisScript.WasNotExecuted(new ObjectDisposedException("")));
    }
}
