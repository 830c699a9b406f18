using CsCheck;

namespace Footfall.Monitoring;

[Trait("Tier", "fast")]
public sealed class HostRatesTests
{
    [Fact]
    public void Rate_IsNotKnown_FromOneSample() => Assert.Null(new HostRates(Samples.Gateway(5, 100)).Rate(totals => totals.Accepted));

    [Fact]
    public void Rate_IsOfAboutTheLastSecond()
    {
        var rates = new HostRates(Samples.Gateway(0));
        rates.Add(Samples.Gateway(1, 1000)); // what was before the window
        rates.Add(Samples.Gateway(1.5, 1010));
        rates.Add(Samples.Gateway(2, 1020));

        Assert.Equal(20, rates.Rate(totals => totals.Accepted));
    }

    [Fact]
    public void SampleThatComesAgain_ChangesNothing()
    {
        var rates = new HostRates(Samples.Gateway(0));
        rates.Add(Samples.Gateway(1, 10));
        rates.Add(Samples.Gateway(1, 10));

        Assert.Equal(10, rates.Rate(totals => totals.Accepted));
    }

    /// <summary>Whatever samples are lost on the way, no event is counted twice or left out.</summary>
    [Fact]
    public void Growth_IsThatBetweenTwoSamples() => Gen.Select(Gen.Double[0.05, 3], Gen.Long[0, 1000]).List[2, 50].Sample(steps =>
    {
        (double uptime, long accepted) = (0, 0);
        var given = new List<HostSample> { Samples.Gateway(0) };
        var rates = new HostRates(given[0]);
        foreach ((double after, long more) in steps)
        {
            given.Add(Samples.Gateway(uptime += after, accepted += more));
            rates.Add(given[^1]);
        }

        HostSample from = given.Last(sample => sample == given[0] || uptime - sample.Uptime.TotalSeconds >= 0.9 - 1e-6);
        double expected = accepted - from.Totals.Accepted;
        Assert.Equal(expected, rates.Growth(totals => totals.Accepted));
    });
}
