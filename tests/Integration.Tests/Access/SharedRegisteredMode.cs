namespace Footfall.Integration.Access;

/// <summary>Test classes that share a <see cref="RegisteredModeFixture"/>: they sign in, or send as sites that they register themselves.</summary>
[CollectionDefinition(Name)]
public sealed class SharedRegisteredMode : ICollectionFixture<RegisteredModeFixture>
{
    public const string Name = "registered mode";
}
