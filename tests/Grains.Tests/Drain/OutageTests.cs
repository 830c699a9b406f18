namespace Footfall.Drain;

public sealed class OutageTests
{
    [Fact]
    public async Task Outage_OfEitherDependency_LeavesNoResult()
    {
        Exception[] outages = [new StoreUnavailableException("a", new TimeoutException()), new QueueUnavailableException("b", new TimeoutException())];
        foreach (Exception outage in outages)
        {
            Assert.Null(await Outage.OrNullAsync<string>(() => Task.FromException<string?>(outage)));
            Assert.Null(await Outage.OrNullAsync<int?>(() => Task.FromException<int?>(outage)));
            Assert.False(await Outage.OrFalseAsync(() => Task.FromException(outage)));
        }
    }

    [Fact]
    public async Task Result_OfACallThatSucceeds_IsPassedOn()
    {
        Assert.Equal(7, await Outage.OrNullAsync<int?>(() => Task.FromResult<int?>(7)));
        Assert.True(await Outage.OrFalseAsync(() => Task.CompletedTask));
    }

    [Fact]
    public async Task AnotherFailure_IsThrown()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Outage.OrNullAsync<int?>(() => Task.FromException<int?>(new InvalidOperationException())));
        await Assert.ThrowsAsync<TimeoutException>(() => Outage.OrFalseAsync(() => Task.FromException(new TimeoutException())));
    }
}
