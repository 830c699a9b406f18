namespace Footfall.Enrich;

/// <summary>Compares several hundred real User-Agents with what a person reads in them.</summary>
[Trait("Tier", "fast")]
public sealed class GoldenAgentTests
{
    private static readonly AgentClassifier Classifier = new();

    [Fact]
    public void File_has_at_least_300_different_strings()
    {
        Assert.InRange(GoldenAgent.All.Count, 300, int.MaxValue);
        Assert.Equal(GoldenAgent.All.Count, GoldenAgent.All.DistinctBy(agent => agent.UserAgent).Count());
    }

    [Fact]
    public void Browser_system_and_device_are_those_that_a_person_reads() => Assert.Empty(
        from golden in GoldenAgent.All
        let found = GoldenAgent.Write(Classify(golden))
        where found != golden.Expected
        select $"line {golden.Line}: {found}, not {golden.Expected}: {golden.UserAgent}");

    [Fact]
    public void Bots_are_those_that_a_person_sees() => Assert.Empty(
        from golden in GoldenAgent.All
        let found = GoldenAgent.WriteBot(Classify(golden).Bot)
        where found != golden.ExpectedBot
        select $"line {golden.Line}: {found}, not {golden.ExpectedBot}: {golden.UserAgent}");

    private static Agent Classify(GoldenAgent golden) => Classifier.ClassifyAnew(new AgentHeaders { UserAgent = golden.UserAgent });
}
