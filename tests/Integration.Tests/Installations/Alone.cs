namespace Footfall.Integration.Installations;

/// <summary>Tests that measure time, and run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class Alone
{
    public const string Name = "alone";
}
