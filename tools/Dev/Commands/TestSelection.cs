namespace Footfall.Dev.Commands;

/// <summary>Which tests <c>./dev test</c> runs, as arguments of the test runner. docs/testing.md explains the tiers.</summary>
internal static class TestSelection
{
    private const string Slow = "Tier=slow";

    /// <param name="arguments">Those of <c>./dev test</c>.</param>
    public static string[] Of(string[] arguments) => arguments switch
    {
        ["--fast", .. var rest] => ["-trait", "Tier=fast", .. rest],
        ["--slow", .. var rest] => ["-trait", Slow, .. rest],
        ["--measure", .. var rest] => ["-trait", "Measures=speed", .. rest],
        _ => ["-trait-", Slow, .. arguments],
    };
}
