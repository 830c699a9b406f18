namespace Footfall.Integration.Operator;

/// <summary>Test classes that share an installation of <see cref="TwoSilos"/>.</summary>
[CollectionDefinition(Name)]
public sealed class SharedTwoSilos : ICollectionFixture<TwoSilos>
{
    public const string Name = "two silos";
}
