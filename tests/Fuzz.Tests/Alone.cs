namespace Footfall.Fuzz;

/// <summary>Tests that measure response times; the others use all cores.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}
