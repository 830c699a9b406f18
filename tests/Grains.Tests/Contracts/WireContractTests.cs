using Footfall.Sites;

namespace Footfall.Contracts;

public sealed class WireContractTests
{
    private const string FileName = "Contracts.txt";

    [Fact]
    public async Task Contract_IsTheOneThatIsCheckedIn()
    {
        string expected = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, FileName));
        string actual = WireContract.Describe(typeof(ISiteGrain).Assembly);
        string proposal = Path.Combine(AppContext.BaseDirectory, "Contracts.actual.txt");
        await File.WriteAllTextAsync(proposal, actual);

        Assert.True(
            expected == actual,
            "Grain methods, messages or their ids are not those of tests/Grains.Tests/Contracts.txt. Hosts of the last version "
            + "run beside new ones during an upgrade: never change or reuse a number or an alias, only add. If this is an addition, "
            + $"copy {proposal} over that file.");
    }

    [Fact]
    public void Everything_HasAnAlias() => Assert.DoesNotContain("(no alias)", WireContract.Describe(typeof(ISiteGrain).Assembly));
}
