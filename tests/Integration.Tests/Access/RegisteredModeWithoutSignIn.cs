namespace Footfall.Integration.Access;

/// <summary>
/// Test classes that share another <see cref="RegisteredModeFixture"/>: they try every route with wrong keys, after which the address that
/// all tests have may not sign in for a minute.
/// </summary>
[CollectionDefinition(Name)]
public sealed class RegisteredModeWithoutSignIn : ICollectionFixture<RegisteredModeFixture>
{
    public const string Name = "registered mode without sign-in";
}
