namespace Footfall.Queue;

public sealed class PumpOptionsTests
{
    [Fact]
    public void Defaults_AreValid() => Assert.True(new PumpOptionsValidator().Validate(null, new PumpOptions()).Succeeded);

    [Fact]
    public void Faults_AreAllTold() => Assert.Equal(
        [
            "Pump:Workers is 0; it must lie between 1 and 10000.",
            "Pump:Lease is 00:00:03; it must lie between 00:00:04 and 00:00:30.",
            "Pump:Poll is 00:00:00; it must lie between 10 ms and 1 minute.",
        ],
        new PumpOptionsValidator().Validate(
            null, new PumpOptions { Workers = 0, Lease = TimeSpan.FromSeconds(3), Poll = TimeSpan.Zero }).Failures!);

    [Fact]
    public void Lease_ThatAClaimWouldTakeForStranded_IsAFault() => Assert.True(
        new PumpOptionsValidator().Validate(null, new PumpOptions { Lease = TimeSpan.FromSeconds(31) }).Failed);
}
