namespace Footfall.Fuzz;

/// <summary>Tests that measure how long an answer takes; the others use all cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}
