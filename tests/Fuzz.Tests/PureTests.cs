using Footfall.Fuzz.Targets;

namespace Footfall.Fuzz;

/// <summary>A shorter <c>./dev fuzz</c> with the same inputs each time.</summary>
public sealed class PureTests
{
    private const int Seed = 1;
    private const long Inputs = 200_000;

    [Fact]
    public void Parts_that_take_anything_hold_what_their_models_say() => Assert.Empty(PureRun.Make(PureRun.Targets, Seed, Inputs));
}
